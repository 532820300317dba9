/** Every stable code of admission; texts are in `locales/<language>/errors.json` under `admission`. */

/** Malformed, forged, or out of reach: never stored; the sender keeps it, held, with the reason. */
export const refusals = [
  /** with the field and the rule that it breaks */
  'schema.invalid',
  'type.unknown',
  /** a type that this kind of device does not make */
  'type.forbidden',
  'item.tooLarge',
  /** `_id` names another complaint than the item does */
  'id.mismatch',
  /** another item has this `_id` */
  'id.taken',
  'device.unknown',
  /** its author was never enrolled on this device */
  'device.person',
  'signature.invalid',
  'body.missing',
  'body.unexpected',
  'body.hash',
  'after.cycle',
  'branch.unknown',
  'branch.region',
  'scope.forbidden',
  'complaint.erased',
] as const;
export type Refusal = (typeof refusals)[number];

/** Well signed, but for a manager to decide; unreadable to the sender meanwhile. */
export const quarantines = [
  'quarantine.reachLost',
  'quarantine.noComplaint',
  'quarantine.conflictOfInterest',
  'quarantine.enrolmentEnded',
  'quarantine.deviceRevoked',
  'quarantine.surveyNotShown',
  'quarantine.logFull',
] as const;
export type Quarantine = (typeof quarantines)[number];

/** A field person gave the complaint to somebody who has no reach of it. */
export const outsideAssignee = 'assignee.outside';

/** What is admitted and yet worth knowing: kept in `admitted.flags`. */
export const flags = ['backdated', 'chain.broken', 'seq.twice', outsideAssignee] as const;
export type Flag = (typeof flags)[number];

export const admissionCodes = [...refusals, ...quarantines, ...flags] as const;
