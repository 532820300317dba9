/** From whatever a device sent to an item whose every field is checked. */
import * as v from 'valibot';
import { isTooDeep } from '../depth.ts';
import { eventData, isEventKind } from '../events/data.ts';
import { complaintEvent } from '../events/event.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { evidence } from '../evidence.ts';
import type { Evidence } from '../evidence.ts';
import { restOf, typeOf, uuid } from '../ids.ts';
import { surveyResponse } from '../response.ts';
import type { SurveyResponse } from '../response.ts';
import { brokenRule } from '../rules.ts';
import type { BrokenRule } from '../rules.ts';
import { canonicalItem } from '../seal.ts';
import type { CanonicalItem } from '../seal.ts';
import type { Refusal } from './codes.ts';

export type Item = (
  | { readonly type: 'event'; readonly doc: ComplaintEvent }
  | { readonly type: 'evidence'; readonly doc: Evidence }
  | { readonly type: 'response'; readonly doc: SurveyResponse }
) & {
  /** of what came, which is what is stored */
  readonly canonical: CanonicalItem;
};

export type Parsed = { readonly item: Item } | ({ readonly refuse: Refusal } & Partial<BrokenRule>);

/** Bytes of canonical JSON: the longest text in any script, with room for codes. */
export const MAX_ITEM = 256 * 1024;

const identified = v.looseObject({ _id: v.string() });

export function parseItem(input: unknown): Parsed {
  const named = v.safeParse(identified, input);
  if (!named.success) return invalid(named.issues[0]);
  // What begins with an underscore is a store's own word, and is not under the signature.
  const reserved = Object.keys(named.output).find(
    (key) => (key.startsWith('_') && key !== '_id') || key === 'admitted',
  );
  if (reserved !== undefined)
    return { refuse: 'schema.invalid', field: reserved.slice(0, 60), rule: 'unknown' };
  if (isTooDeep(input)) return { refuse: 'schema.invalid', field: '', rule: 'notJson' };
  // Of what came, not of what the schema keeps of it.
  const canonical = canonicalOf(input as Readonly<Record<string, unknown>>);
  if (canonical === null) return { refuse: 'schema.invalid', field: '', rule: 'notJson' };
  if (canonical.size > MAX_ITEM) return { refuse: 'item.tooLarge' };
  switch (typeOf(named.output._id)) {
    case 'event':
      return parseEvent(input, canonical);
    case 'evidence': {
      const doc = v.safeParse(evidence, input);
      if (!doc.success) return invalid(doc.issues[0]);
      return ofComplaint(doc.output) ?? { item: { type: 'evidence', doc: doc.output, canonical } };
    }
    case 'response': {
      const doc = v.safeParse(surveyResponse, input);
      if (!doc.success) return invalid(doc.issues[0]);
      if (!v.is(uuid, restOf(doc.output._id))) return badId('response.id');
      return { item: { type: 'response', doc: doc.output, canonical } };
    }
    default:
      return { refuse: 'type.unknown' };
  }
}

function parseEvent(input: unknown, canonical: CanonicalItem): Parsed {
  const doc = v.safeParse(complaintEvent, input);
  if (!doc.success) return invalid(doc.issues[0]);
  const { kind, data } = doc.output;
  if (isEventKind(kind)) {
    const checked = v.safeParse(eventData[kind], data);
    if (!checked.success) return invalid(checked.issues[0], 'data');
  }
  return ofComplaint(doc.output) ?? { item: { type: 'event', doc: doc.output, canonical } };
}

/** `<type>:<complaint>:<uuid>` names the complaint that the item says it belongs to. */
function ofComplaint({ _id, complaint }: ComplaintEvent | Evidence): Parsed | null {
  const [of = '', own = ''] = restOf(_id).split(':');
  if (!v.is(uuid, of) || !v.is(uuid, own)) return badId(`${typeOf(_id)}.id`);
  return of === complaint ? null : { refuse: 'id.mismatch' };
}

const badId = (rule: string): Parsed => ({ refuse: 'schema.invalid', field: '_id', rule });

function invalid(issue: v.BaseIssue<unknown>, within?: string): Parsed {
  const { field, rule } = brokenRule(issue);
  const path = within === undefined ? field : [within, field].filter((part) => part !== '').join('.');
  return { refuse: 'schema.invalid', field: path, rule };
}

/** @returns null when it has no canonical form (half a surrogate pair, nested beyond reason) */
function canonicalOf(input: Readonly<Record<string, unknown>>): CanonicalItem | null {
  try {
    return canonicalItem(input);
  } catch {
    return null;
  }
}
