/** Codes that are the same in every organisation; their texts are in `locales/<language>/codes.json`. */
import * as v from 'valibot';

/** By which channel a complaint or an acknowledgement went. */
export const channels = [
  'inPerson',
  'phone',
  'email',
  'letter',
  'web',
  'socialMedia',
  'app',
  'other',
] as const;
export type Channel = (typeof channels)[number];
export const channel = v.picklist(channels);

/** ISO 10002, 7.7: ways of putting things right. */
export const remedyKinds = [
  'apology',
  'explanation',
  'refund',
  'replacement',
  'repair',
  'substitute',
  'technicalAssistance',
  'financialAssistance',
  'information',
  'referral',
  'compensation',
  'goodwillGift',
  'changeOfPractice',
  'other',
] as const;
export type RemedyKind = (typeof remedyKinds)[number];
export const remedyKind = v.picklist(remedyKinds);

/** In what capacity somebody complains. */
export const relations = ['customer', 'representative', 'anonymous'] as const;
export type Relation = (typeof relations)[number];
export const relation = v.picklist(relations);

export const outcomes = ['upheld', 'partlyUpheld', 'notUpheld'] as const;
export type Outcome = (typeof outcomes)[number];
export const outcome = v.picklist(outcomes);

/** Why a complaint could be closed (ISO 10002, 7.9). `asImported`: closed in the source it came from. */
export const closingReasons = [
  'accepted',
  'noReply',
  'recourseExhausted',
  'withdrawn',
  'asImported',
] as const;
export type ClosingReason = (typeof closingReasons)[number];
export const closingReason = v.picklist(closingReasons);

/** The five steps that a screen shows: 7.2 receipt, 7.5 assessment, 7.6 investigation, 7.8 decision, 7.9 closing. */
export const steps = ['received', 'assessed', 'investigated', 'decided', 'closed'] as const;
export type Step = (typeof steps)[number];
