/** Who calls, and which devices there are: what the rest of the server asks of accounts. */
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../src/domain/actor.ts';
import type { KnownAccount } from '../../src/domain/admission/context.ts';
import type { BranchId, DeviceId, PersonId, RegionId } from '../../src/domain/ids.ts';

export interface DeviceRecord {
  readonly id: DeviceId;
  readonly kind: 'person' | 'kiosk' | 'source';
  readonly label: string;
  /** three characters that begin its references; never issued twice */
  readonly code: string;
  /** JWK, ECDSA P-256; null until a kiosk has used its code */
  readonly publicKey: JsonWebKey | null;
  /** whose it is; null for kiosks and sources */
  readonly person: PersonId | null;
  readonly account: string | null;
  readonly branch: BranchId | null;
  readonly region: RegionId | null;
  /** kiosks: `survey:<id>:<version>` */
  readonly surveys: readonly string[];
  /** Unix milliseconds */
  readonly enrolled: number | null;
  readonly revoked: number | null;
}

/** A request's author: a signed-in person or a kiosk. */
export interface Caller {
  readonly actor: Actor;
  /** `account:<id>` or, for a kiosk, `device:<id>`; stands in `admitted.via` */
  readonly via: string;
  readonly device: DeviceRecord | null;
  /** Unix milliseconds: long answers end then */
  readonly expires: number;
}

export interface Identities {
  /** null: nobody, an ended session or a disabled account */
  caller(request: FastifyRequest): Promise<Caller | null>;
  /** The same caller as things stand now (grants, disabled); null when the session has ended meanwhile. */
  again(caller: Caller): Promise<Caller | null>;
  device(id: string): Promise<DeviceRecord | null>;
  devices(): Promise<readonly DeviceRecord[]>;
  /** What admission asks about an author; null: nobody ever had that person id. */
  account(person: PersonId): Promise<KnownAccount | null>;
  /** Called after accounts, grants, sessions or devices changed. @returns stop listening */
  onChange(listener: () => void): () => void;
}
