/**
 * What each kind of event says: codes and amounts only. Kinds follow ISO 10002, clause 7. `looseObject` keeps the
 * fields that a newer app wrote. `on` is when it happened where that is not when it was written down: a moment, that
 * is an instant or a mere date (imports have dates).
 */
import * as v from 'valibot';
import { branchId, complaintId, eventUuid, personId, regionId, uuid } from '../ids.ts';
import { channel, closingReason, outcome, relation, remedyKind } from '../codes.ts';
import { severity } from '../severity.ts';
import { moment } from '../time/moment.ts';

const on = v.optional(moment);
const code = v.pipe(v.string(), v.minLength(1), v.maxLength(120));
const remedies = v.pipe(v.array(remedyKind), v.maxLength(20));
const amount = v.looseObject({
  /** in minor units of the currency (cents, kuruş) */
  minor: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  currency: v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'amount.currency')),
});

/** A path of category codes, from the widest to the narrowest; empty: not categorised. */
export const categoryPath = v.pipe(v.array(code), v.maxLength(6));

export const eventData = {
  received: v.looseObject({
    reference: v.pipe(v.string(), v.minLength(3), v.maxLength(40)),
    branch: branchId,
    region: regionId,
    channel,
    /** the complainant's language, BCP 47 */
    language: v.optional(v.string()),
    category: categoryPath,
    wanted: remedies,
    received: moment,
    happened: v.optional(moment),
    /** pins the version of the deadline policy: `policy:<id>:<version>` */
    policy: v.pipe(v.string(), v.startsWith('policy:')),
    external: v.optional(v.looseObject({ source: code, id: code })),
    /** who is complained about; they never handle it nor see it */
    about: v.optional(v.array(personId)),
  }),
  acknowledged: v.looseObject({ channel: v.optional(channel), on }),
  assessed: v.looseObject({
    severity,
    safety: v.optional(v.boolean()),
    complexity: v.optional(v.picklist(['simple', 'moderate', 'complex'])),
    immediateAction: v.optional(v.boolean()),
    on,
  }),
  assigned: v.looseObject({ to: v.nullable(personId) }),
  transferred: v.looseObject({ branch: branchId, region: regionId }),
  investigated: v.looseObject({ cause: v.optional(code), on }),
  note: v.looseObject({}),
  partyChanged: v.looseObject({ relation, preferred: v.optional(channel) }),
  evidenceAdded: v.looseObject({ evidence: uuid }),
  remedyProposed: v.looseObject({ remedy: remedyKind, amount: v.optional(amount) }),
  remedyApproved: v.looseObject({ proposal: eventUuid }),
  decisionCommunicated: v.looseObject({
    outcome: v.optional(outcome),
    remedies,
    channel: v.optional(channel),
    on,
  }),
  acceptedByComplainant: v.looseObject({ on }),
  rejectedByComplainant: v.looseObject({ on }),
  referred: v.looseObject({ to: v.picklist(['internal', 'external']), on }),
  actionDone: v.looseObject({ remedy: remedyKind, on }),
  closed: v.looseObject({
    reason: closingReason,
    on,
    /** imports only: whether the source says that the deadline was met */
    timely: v.optional(v.boolean()),
    /** imports only: the source knows that it is closed, but not when */
    unknownWhen: v.optional(v.boolean()),
  }),
  reopened: v.looseObject({}),
  corrected: v.variant('field', [
    v.looseObject({ field: v.literal('category'), value: categoryPath }),
    v.looseObject({ field: v.literal('wanted'), value: remedies }),
    v.looseObject({ field: v.literal('happened'), value: v.nullable(moment) }),
    v.looseObject({ field: v.literal('channel'), value: channel }),
  ]),
  settled: v.looseObject({ field: code, choice: eventUuid }),
  linked: v.looseObject({ to: complaintId, relation: v.picklist(['duplicate', 'related']) }),
} as const;

export type EventKind = keyof typeof eventData;
export type EventData<K extends EventKind> = v.InferOutput<(typeof eventData)[K]>;
export const eventKinds = Object.keys(eventData) as readonly EventKind[];
export const isEventKind = (kind: string): kind is EventKind => Object.hasOwn(eventData, kind);
