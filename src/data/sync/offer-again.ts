/**
 * After a restored backup the server may lack what it had confirmed. What it lacks of what this device has read is in
 * the mirror that the pull is about to replace: signed as it was, whoever made it, so anybody may carry it back.
 *
 * An event whose body this device was never given can't be offered: somebody who was has to.
 */
import type { ComplaintDoc, LogDoc, LogEntry, PartyDoc } from '../../domain/complaint.ts';
import type { ComplaintEvent } from '../../domain/events/event.ts';
import { eventUuidOf } from '../../domain/ids.ts';
import type { ComplaintId } from '../../domain/ids.ts';
import type { SignedItem } from '../outbox/pen.ts';
import type { StoredDoc } from '../store/engine.ts';
import type { Store } from '../store/store.ts';

const ofType = (store: Store, type: string): Promise<StoredDoc[]> => store.range(`${type}:`, `${type};`);
interface Entries {
  readonly complaint: ComplaintId;
  readonly entries: readonly LogEntry[];
}
/** Of every complaint the log that it carries, and what went before. */
async function logsOf(store: Store): Promise<Entries[]> {
  const carried = (await ofType(store, 'complaint')) as unknown as ComplaintDoc[];
  const pages = (await ofType(store, 'log')) as unknown as LogDoc[];
  return [...carried.map(({ complaint, log }) => ({ complaint, entries: log })), ...pages];
}

/** @param before what this device had pulled @param after what it has pulled of the restored server, complete */
export async function lostIn(before: Store, after: Store): Promise<SignedItem[]> {
  const here = new Set((await logsOf(after)).flatMap(({ entries }) => entries.map(({ event }) => event._id)));
  const parties = (await ofType(before, 'party')) as unknown as PartyDoc[];
  const bodies = new Map(parties.map((party) => [party.complaint, party.bodies]));
  const events = (await logsOf(before)).flatMap(({ complaint, entries }) =>
    entries.flatMap(({ event }) =>
      here.has(event._id) ? [] : asMade(event, bodies.get(complaint)?.[eventUuidOf(event._id)]),
    ),
  );
  return [...events, ...(await lostEvidence(before, after))];
}

/** Without what the server added; a party's details are kept apart from the log. */
function asMade(
  event: ComplaintEvent,
  partyBody: Readonly<Record<string, unknown>> | undefined,
): SignedItem[] {
  const { admitted: _, ...made } = event;
  const whole = { ...made, ...(partyBody === undefined ? {} : { body: partyBody }) };
  return whole.bodyHash !== null && whole.body === undefined ? [] : [whole as unknown as SignedItem];
}

async function lostEvidence(before: Store, after: Store): Promise<SignedItem[]> {
  const docs = await ofType(before, 'evidence');
  const found = await after.many(docs.map(({ _id }) => _id));
  return docs
    .filter((_, index) => found[index] === null)
    .map(({ _rev, admitted: _admitted, ...made }) => made as unknown as SignedItem);
}
