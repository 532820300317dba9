/** A complaint while it is being written down, and what it becomes. */
import type { NewComplaint, PartyInput } from '../../../data/api.ts';
import type { Channel, Relation, RemedyKind } from '../../../domain/codes.ts';
import { instantOf, isDate, parseMoment } from '../../../domain/time/moment.ts';
import type { LocalDate, Moment } from '../../../domain/time/moment.ts';
import { placeOf, todayAt } from '../due.ts';

export interface RecordDraft {
  readonly text: string;
  readonly branch: string;
  readonly category: readonly string[];
  readonly wanted: readonly RemedyKind[];
  readonly relation: Relation;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly behalfOf: string;
  /** `2026-11-17`, or '' */
  readonly happened: string;
  readonly channel: Channel;
  /** BCP 47, or '' */
  readonly language: string;
  /** it was received before now */
  readonly earlier: boolean;
  /** `2026-11-17T14:05` on the branch's wall, or '' */
  readonly received: string;
}

export const emptyRecord: RecordDraft = {
  text: '',
  branch: '',
  category: [],
  wanted: [],
  relation: 'customer',
  name: '',
  phone: '',
  email: '',
  address: '',
  behalfOf: '',
  happened: '',
  channel: 'inPerson',
  language: '',
  earlier: false,
  received: '',
};

/** What is amiss, by field. */
export type RecordErrors = Readonly<Partial<Record<keyof RecordDraft, 'missing' | 'future' | 'noMoment'>>>;

export interface Here {
  /** Unix milliseconds */
  readonly now: number;
  /** of the branch; undefined: the device's */
  readonly timeZone: string | undefined;
}

/** `2026-11-17T14:05` on a wall, as an instant; null: no such time. */
export function wallInstant(text: string, timeZone: string | undefined): Moment | null {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)/.exec(text);
  if (found === null) return null;
  const [, day = '', hours = '', minutes = ''] = found;
  const date = parseMoment(day);
  if (!date.ok || !isDate(date.value)) return null;
  const place = placeOf(timeZone);
  return instantOf(place.zone.toInstant(date.value, Number(hours) * 60 + Number(minutes), place.timeZone));
}

const trimmed = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());

/** Null: a customer who left no details; there is nothing to say of them. */
function partyOf(draft: RecordDraft): PartyInput | null {
  const { relation } = draft;
  if (relation === 'anonymous') return { relation };
  const fields = relation === 'representative' ? PARTY_FIELDS : CUSTOMER_FIELDS;
  const given = fields.flatMap((field) => {
    const value = trimmed(draft[field]);
    return value === undefined ? [] : [[field, value] as const];
  });
  if (relation === 'customer' && given.length === 0) return null;
  return { relation, ...(Object.fromEntries(given) as Omit<PartyInput, 'relation'>) };
}
const CUSTOMER_FIELDS = ['name', 'phone', 'email', 'address'] as const;
const PARTY_FIELDS = [...CUSTOMER_FIELDS, 'behalfOf'] as const;

export function recordErrors(draft: RecordDraft, { now, timeZone }: Here): RecordErrors {
  const { text, branch, happened, earlier, received } = draft;
  const happenedOn = happened === '' ? null : parseMoment(happened);
  const receivedAt = wallInstant(received, timeZone);
  return {
    ...(text.trim() === '' && { text: 'missing' as const }),
    ...(branch === '' && { branch: 'missing' as const }),
    ...(happenedOn !== null && !happenedOn.ok && { happened: 'noMoment' as const }),
    ...(happenedOn?.ok === true &&
      happenedOn.value > todayAt(now, timeZone) && { happened: 'future' as const }),
    ...(earlier && receivedAt === null && { received: 'noMoment' as const }),
    ...(earlier && receivedAt !== null && receivedAt > instantOf(now) && { received: 'future' as const }),
  };
}

/** @param draft without errors */
export function newComplaint(draft: RecordDraft, { timeZone }: Pick<Here, 'timeZone'>): NewComplaint {
  const received = draft.earlier ? wallInstant(draft.received, timeZone) : null;
  return {
    text: draft.text.trim(),
    branch: draft.branch,
    channel: draft.channel,
    category: draft.category,
    wanted: draft.wanted,
    party: partyOf(draft),
    ...(draft.language !== '' && { language: draft.language }),
    ...(draft.happened !== '' && { happened: draft.happened as LocalDate }),
    ...(received !== null && { received }),
  };
}
