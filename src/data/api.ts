/**
 * What screens ask of the device's store. It lives in a worker; every call is a message. Reads come from memory and
 * IndexedDB, never from the network; writes are on disk when they return, or say with a code why they are not.
 */
import type { ContestedField, FoldedComplaint, LogEntry } from '../domain/complaint.ts';
import type { Channel, Relation, RemedyKind } from '../domain/codes.ts';
import type { EventDraft } from '../domain/events/event.ts';
import type { EventKind } from '../domain/events/data.ts';
import type { BranchDoc, OrganisationDoc, PersonDoc, RegionDoc, TaxonomyDoc } from '../domain/registry.ts';
import type { Severity } from '../domain/severity.ts';
import type { Survey } from '../domain/survey/definition.ts';
import type { Moment } from '../domain/time/moment.ts';
import type { KioskInfo, SessionInfo } from '../../server/contract/session.ts';

/** Whose stores to open; kept on the device so that it starts without the network. */
export type Profile = ({ readonly kind: 'person' } & SessionInfo) | KioskProfile;
export interface KioskProfile extends KioskInfo {
  readonly kind: 'kiosk';
  /** what its key was made under before the server gave it an id; names its stores too; absent: by its device id */
  readonly account?: string;
}

/** `store.full` (disk or quota), `store.closed`, `store.failed`: what was typed stays where it was typed. */
export type SaveProblem = {
  readonly ok: false;
  readonly code: string;
  readonly field?: string;
  readonly rule?: string;
};
export type Saved<T = object> = ({ readonly ok: true } & T) | SaveProblem;

export interface Registry {
  readonly organisation: OrganisationDoc | null;
  readonly regions: readonly RegionDoc[];
  readonly branches: readonly BranchDoc[];
  readonly categories: TaxonomyDoc['categories'];
  readonly people: readonly PersonDoc[];
  readonly surveys: readonly { readonly id: string; readonly survey: Survey }[];
}

export interface PartyInput {
  readonly relation: Relation;
  readonly name?: string;
  readonly phone?: string;
  readonly email?: string;
  readonly address?: string;
  readonly behalfOf?: string;
}
export interface NewComplaint {
  /** what happened, in the complainant's words */
  readonly text: string;
  readonly branch: string;
  readonly channel: Channel;
  readonly language?: string;
  readonly category: readonly string[];
  readonly wanted: readonly RemedyKind[];
  /** when it was received; absent: now */
  readonly received?: Moment;
  readonly happened?: Moment;
  readonly party: PartyInput | null;
}

export type Filter = 'due' | 'mine' | 'branch' | 'overdue' | 'unsynced' | 'closed';
export interface ListQuery {
  readonly filter: Filter;
  /** words, a reference, a telephone number; empty: all */
  readonly search: string;
  /** one branch of several; absent: all */
  readonly branch?: string;
  readonly offset: number;
  readonly limit: number;
}
export interface CaseRow {
  readonly id: string;
  readonly reference: string;
  /** the beginning of what happened */
  readonly text: string;
  readonly category: readonly string[];
  readonly wanted: readonly RemedyKind[];
  readonly branch: string;
  readonly recorder: string | null;
  readonly assignee: string | null;
  readonly severity: Severity | null;
  readonly safety: boolean;
  readonly step: FoldedComplaint['step'];
  readonly received: Moment;
  readonly due: {
    readonly what: 'acknowledge' | 'respond';
    readonly by: Moment;
    readonly overdue: boolean;
  } | null;
  readonly closed: boolean;
  /** events of this complaint that are only on this device */
  readonly unsynced: number;
  readonly contested: boolean;
}
export interface CaseList {
  readonly rows: readonly CaseRow[];
  readonly total: number;
  /** of each filter, before search */
  readonly counts: Readonly<Record<Filter, number>>;
}

export interface CaseView {
  readonly complaint: FoldedComplaint;
  /** entries of a long log that were asked for, which stand before those that the complaint carries */
  readonly earlier: readonly LogEntry[];
  /** how many stand before these */
  readonly unshown: number;
  /** null: withheld from this person, or nobody left details; the relation is in the log */
  readonly party: PartyInput | null;
  readonly partyWithheld: boolean;
  /** uuids of events that are only on this device */
  readonly unsynced: readonly string[];
  readonly contested: readonly ContestedField[];
  /** what this person may do now, by the same rules that the server folds by */
  readonly may: readonly EventKind[];
}

export interface HeldItem {
  readonly id: string;
  readonly type: string;
  readonly kind: string | null;
  readonly complaint: string | null;
  /** a stable code: why the server refused it */
  readonly reason: string;
  readonly at: number;
}
export interface DeviceStatus {
  /** null: nothing was opened yet */
  readonly account: string | null;
  readonly online: boolean;
  /** `signIn`: work goes on, sync waits for a sign-in */
  readonly sync: 'idle' | 'running' | 'offline' | 'signIn' | 'failing';
  readonly waiting: number;
  readonly held: number;
  /** Unix milliseconds */
  readonly lastSync: number | null;
  /** of a first or long pull; null when none is running */
  readonly progress: { readonly done: number; readonly pending: number } | null;
  /** bytes; null where the browser does not say */
  readonly storage: { readonly used: number; readonly quota: number; readonly persisted: boolean } | null;
  /** the last write failed for lack of room */
  readonly full: boolean;
}
export type DataChange = { readonly kind: 'complaints' | 'registry' | 'status' | 'drafts' | 'figures' };

/** A survey run: one draft from first tap to last, then one immutable response. */
export interface ResponseDraft {
  /** uuid of the response that this becomes, so that finishing it twice makes one; absent: a new one */
  readonly id?: string;
  readonly survey: string;
  readonly language: string;
  /** Unix milliseconds */
  readonly started: number;
  readonly answers: Readonly<Record<string, unknown>>;
  readonly missing: Readonly<Record<string, 'neverUsed' | 'notAnswered'>>;
  readonly texts: Readonly<Record<string, string>>;
}

export interface DataApi {
  /** Opens the stores of an account (making its signing key if need be) and starts to sync. */
  open(profile: Profile): Promise<Saved>;
  /** Ends sync and lets go of the stores; deletes nothing. */
  close(): Promise<void>;
  /**
   * Public half of this account's signing key, for enrolment; made once, the private half can't leave the browser.
   * A kiosk's account is `kiosk`: it has a key before it knows which kiosk it is.
   */
  publicKey(account: string): Promise<JsonWebKey>;

  registry(): Promise<Registry>;
  list(query: ListQuery): Promise<CaseList>;
  /** codes used most lately on this device, latest first */
  recentCategories(): Promise<readonly (readonly string[])[]>;
  /** @param earlier entries of a long log to be read beside those that the complaint carries; none */
  complaint(id: string, earlier?: number): Promise<CaseView | null>;
  record(input: NewComplaint): Promise<Saved<{ readonly id: string; readonly reference: string }>>;
  act(complaint: string, draft: EventDraft): Promise<Saved<{ readonly event: string }>>;
  changeParty(complaint: string, party: PartyInput): Promise<Saved<{ readonly event: string }>>;

  finishResponse(draft: ResponseDraft, complete: boolean): Promise<Saved<{ readonly id: string }>>;

  /** A draft is on disk when this returns. Keys: `complaint:new`, `note:<complaint>`, `response` … */
  saveDraft(key: string, value: unknown): Promise<Saved>;
  draft(key: string): Promise<unknown>;
  dropDraft(key: string): Promise<void>;

  status(): Promise<DeviceStatus>;
  held(): Promise<readonly HeldItem[]>;
  retryHeld(): Promise<void>;
  /** Everything that is only on this device, as a file that another device can carry to the server. */
  rescueFile(): Promise<string>;
  syncNow(): Promise<void>;
  onChange(listener: (change: DataChange) => void): Promise<void>;
}
