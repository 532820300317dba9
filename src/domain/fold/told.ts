/** What is kept of entries that leave a long log, for those who would have read them there. */
import * as v from 'valibot';
import type { LogEntry } from '../complaint.ts';
import { eventData } from '../events/data.ts';
import { eventUuidOf } from '../ids.ts';
import type { RegionId } from '../ids.ts';
import type { Told } from './earlier.ts';

/** Characters of a complaint that are searched: what was said first says what it is about. */
export const SEARCHED = 4000;

const nothing: Told = {
  said: '',
  regions: [],
  timely: null,
  party: { relation: null, preferred: null, changes: [] },
};

/** @param before of the entries before these */
export function toldBy(before: Told | null, entries: readonly LogEntry[]): Told {
  let { timely } = before ?? nothing;
  const { said, regions, party } = before ?? nothing;
  const { changes } = party;
  let { relation, preferred } = party;
  const typed = said === '' ? [] : [said];
  const places = new Set(regions);
  const changed = [...changes];
  for (const { event, without } of entries) {
    const { kind, data, admitted, body } = event;
    if (typeof body?.text === 'string') typed.push(body.text);
    if (admitted?.role === 'source' && typeof data['timely'] === 'boolean') timely = data['timely'];
    if (without !== null) continue;
    if (kind === 'received' || kind === 'transferred') places.add(data['region'] as RegionId);
    if (kind !== 'partyChanged') continue;
    const change = v.safeParse(eventData.partyChanged, data);
    if (!change.success) continue;
    ({ relation } = change.output);
    preferred = change.output.preferred ?? preferred;
    if (event.bodyHash !== null) changed.push(eventUuidOf(event._id));
  }
  return {
    said: typed.join('\n').slice(0, SEARCHED),
    regions: [...places],
    timely,
    party: { relation, preferred, changes: changed },
  };
}
