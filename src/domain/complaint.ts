/** The fold of a complaint's events: what lists, screens, scope and reports read. Only the server stores it. */
import type { BranchId, ComplaintId, EventUuid, PersonId, RegionId } from './ids.ts';
import type { Channel, ClosingReason, Outcome, RemedyKind, Step } from './codes.ts';
import type { ComplaintEvent } from './events/event.ts';
import type { Earlier, Key } from './fold/earlier.ts';
import type { Severity } from './severity.ts';
import type { Moment } from './time/moment.ts';

/** Stable reasons why an act stands in the log without effect; texts in `locales/<language>/codes.json`. */
export const withoutEffects = [
  /** not theirs to do by role, or a party's details changed by who neither recorded nor was assigned the complaint */
  'log.notEntitled',
  /** by, or assigned to, a person the complaint is about */
  'log.conflictOfInterest',
  'log.aboveLimit',
  'log.alreadyReceived',
  'log.alreadyAcknowledged',
  'log.closedAlready',
  'log.notClosed',
  'log.noDecision',
  /** closed as accepted, or for want of a reply, though the complainant has not accepted or has rejected */
  'log.notAccepted',
  'log.recourseNotTold',
  'log.unknownProposal',
  'log.nothingToSettle',
  'log.unknownKind',
  'log.malformed',
] as const;
export type WithoutEffect = (typeof withoutEffects)[number];

export interface LogEntry {
  /** a party event's body is withheld here: it is in the party */
  readonly event: ComplaintEvent;
  /** null: it took effect */
  readonly without: WithoutEffect | null;
}

/** What two people can change without knowing of each other, so that a person has to settle it. */
export const contestable = [
  'severity',
  'category',
  'wanted',
  'happened',
  'channel',
  'assignee',
  'branch',
  'outcome',
  'closed',
] as const;
export type ContestableField = (typeof contestable)[number];

export interface ContestedField {
  readonly field: ContestableField;
  /**
   * The values that stand against each other, the one that holds first: a branch's code, a person or null, a closing
   * reason or null for open, else the value of the field. `settled` chooses one by its event.
   */
  readonly claims: readonly { readonly event: EventUuid; readonly value: unknown }[];
}

export interface Remedy {
  readonly event: EventUuid;
  readonly kind: RemedyKind;
  readonly amount: { readonly minor: number; readonly currency: string } | null;
  readonly state: 'proposed' | 'approved' | 'done';
}

export interface FoldedComplaint {
  readonly complaint: ComplaintId;
  readonly reference: string;
  readonly external: { readonly source: string; readonly id: string } | null;

  readonly region: RegionId;
  readonly branch: BranchId;
  readonly branchesEver: readonly BranchId[];
  readonly recorder: PersonId | null;
  readonly assignee: PersonId | null;
  readonly about: readonly PersonId[];
  readonly sealed: boolean;
  readonly erased: boolean;

  readonly channel: Channel;
  readonly language: string | null;
  readonly category: readonly string[];
  readonly wanted: readonly RemedyKind[];
  /** the first text: what happened, in the complainant's words; null once erased */
  readonly text: string | null;
  readonly received: Moment;
  readonly happened: Moment | null;
  readonly policy: string;
  readonly severity: Severity | null;
  readonly safety: boolean;

  readonly step: Step;
  readonly acknowledged: Moment | null;
  readonly assessed: Moment | null;
  readonly investigated: Moment | null;
  readonly decided: Moment | null;
  readonly outcome: Outcome | null;
  readonly remedies: readonly Remedy[];
  /** true: accepted, false: rejected, null: no answer yet */
  readonly accepted: boolean | null;
  readonly referred: boolean;
  /** null while open; `on` null: closed, but nobody knows when */
  readonly closed: {
    readonly reason: ClosingReason;
    readonly on: Moment | null;
    readonly timely: boolean | null;
  } | null;
  readonly reopened: number;
  /** some act that a deadline is measured by was stamped before a mark the device had given earlier */
  readonly backdated: boolean;

  readonly acknowledgeBy: Moment | null;
  readonly respondBy: Moment | null;

  readonly contested: readonly ContestedField[];
  /** in the order in which it was folded; of a long log its end: see `earlier` */
  readonly log: readonly LogEntry[];
  /** what came before the log's first entry, which stands in continuations */
  readonly earlier?: Earlier;
  /** events that no other event comes after */
  readonly heads: readonly EventUuid[];
}

export const FOLD_VERSION = 1;

export interface ComplaintDoc extends FoldedComplaint {
  readonly _id: string;
  readonly _rev?: string;
  readonly type: 'complaint';
  readonly v: 1;
  readonly foldVersion: number;
}

/**
 * A part of a long log that its complaint no longer carries. Made when it is full, and not changed by what comes after
 * it: only an event that belongs before its end moves what follows.
 */
export interface LogDoc {
  readonly _id: string;
  readonly _rev?: string;
  readonly type: 'log';
  readonly v: 1;
  readonly complaint: ComplaintId;
  /** from 0, without gaps */
  readonly page: number;
  /** the greatest key of all entries before its first, but for the receipt; null: it is the first page */
  readonly after: Key | null;
  readonly entries: readonly LogEntry[];
}

/** Who complains and how to reach them, apart from the complaint so that it can be withheld and erased. */
export interface PartyDoc {
  readonly _id: string;
  readonly _rev?: string;
  readonly type: 'party';
  readonly v: 1;
  readonly complaint: ComplaintId;
  /** bodies of the `partyChanged` events by event; the phone folds them together with its own */
  readonly bodies: Readonly<Record<EventUuid, Readonly<Record<string, unknown>>>>;
}
