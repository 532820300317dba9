/** What admission asks of the server; every look-up is a function, so that the rules know no store. */
import type { AccountRole, Grant } from '../actor.ts';
import type { FoldedComplaint } from '../complaint.ts';
import type { Stamp } from '../hlc.ts';
import type { BranchId, ComplaintId, DeviceId, PersonId, RegionId } from '../ids.ts';
import type { Hasher, Verifier } from '../seal.ts';

/** A person who has been enrolled on a device. Instants in Unix milliseconds; `until` null: still is. */
export interface Enrolment {
  readonly person: PersonId;
  readonly from: number;
  readonly until: number | null;
}

export interface KnownDevice {
  readonly kind: 'person' | 'kiosk' | 'source';
  readonly publicKey: JsonWebKey;
  /** none for a kiosk or a source */
  readonly enrolments: readonly Enrolment[];
  /** lost, stolen or wiped: what it still sends is for a manager to judge */
  readonly revoked: boolean;
  /** the highest stamp that the device had given the server before this push */
  readonly mark: Stamp | null;
  /** of a kiosk: the surveys (`survey:<id>`) that it shows or has shown */
  readonly surveys: readonly string[];
}

export interface ChainLink {
  /** `itemHash` */
  readonly hash: string;
  readonly prev: string | null;
  readonly at: Stamp;
}

export interface KnownAccount {
  readonly role: AccountRole;
  readonly grants: readonly Grant[];
  readonly remedyLimit: number | null;
  /** false: closed, its owner has left */
  readonly active: boolean;
}

export interface AdmissionContext {
  /** the server's clock, Unix milliseconds */
  readonly now: number;
  /** the account or kiosk that carries the item, which need not be its author */
  readonly via: string;
  readonly hasher: Hasher;
  readonly verifier: Verifier;
  device(id: DeviceId): Promise<KnownDevice | null>;
  /** what has arrived of this device under this number, what is in quarantine included; usually none or one */
  chain(device: DeviceId, seq: number): Promise<readonly ChainLink[]>;
  /** `itemHash` of the stored item with this `_id`, what is in quarantine included */
  hashOf(docId: string): Promise<string | null>;
  account(person: PersonId): Promise<KnownAccount | null>;
  /** as materialised before this item */
  complaint(id: ComplaintId): Promise<FoldedComplaint | null>;
  isErased(id: ComplaintId): Promise<boolean>;
  /** the branch's region, and those it belonged to before (a phone may not know yet); empty: no such branch */
  regionsOf(branch: BranchId): Promise<readonly RegionId[]>;
}
