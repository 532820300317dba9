/**
 * After a restored backup the server may lack what it had confirmed. What this device made is in the logs of its mirror,
 * signed as it was, and is offered once more. (What others made, their devices offer.)
 */
import type { ComplaintDoc, PartyDoc } from '../../domain/complaint.ts';
import type { ComplaintEvent } from '../../domain/events/event.ts';
import { eventUuidOf } from '../../domain/ids.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { SignedItem } from '../outbox/pen.ts';

export async function ownEventsIn(mirror: Mirror, device: string): Promise<SignedItem[]> {
  const complaints = (await mirror.ofType('complaint')) as unknown as ComplaintDoc[];
  const parties = (await mirror.ofType('party')) as unknown as PartyDoc[];
  const bodies = new Map(parties.map((party) => [party.complaint, party.bodies]));
  return complaints.flatMap(({ complaint, log }) =>
    log.flatMap(({ event }) =>
      event.device === device ? [asMade(event, bodies.get(complaint)?.[eventUuidOf(event._id)])] : [],
    ),
  );
}

/** Without what the server added; a party's details are kept apart from the log. */
function asMade(event: ComplaintEvent, partyBody: Readonly<Record<string, unknown>> | undefined): SignedItem {
  const { admitted: _, ...made } = event;
  return { ...made, ...(partyBody === undefined ? {} : { body: partyBody }) } as SignedItem;
}
