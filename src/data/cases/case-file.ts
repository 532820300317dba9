/** A complaint as this device knows it: the server's log and own events that are not yet in it, folded together. */
import type { ComplaintDoc, FoldedComplaint, LogEntry, PartyDoc } from '../../domain/complaint.ts';
import type { ComplaintEvent } from '../../domain/events/event.ts';
import { fold } from '../../domain/fold/fold.ts';
import type { FoldContext } from '../../domain/fold/context.ts';
import type { Stamp } from '../../domain/hlc.ts';
import { eventUuidOf } from '../../domain/ids.ts';
import type { EventUuid } from '../../domain/ids.ts';
import { foldParty } from '../../domain/party.ts';
import type { PartyInput } from '../api.ts';

export interface CaseFile {
  readonly complaint: FoldedComplaint;
  readonly context: FoldContext;
  /** stamps of what it was folded from; of a long log those of its end, and the latest before */
  readonly stamps: readonly Stamp[];
  /** as it would be with this event as well, to try what could be done next */
  readonly folded: (event: ComplaintEvent) => FoldedComplaint | null;
  /** entries before the log's first, where they are not those of the server's continuations */
  readonly before: readonly LogEntry[] | null;
  /** bodies of party events that are here */
  readonly partyBodies: PartyDoc['bodies'];
  /** own events that are not in the server's log */
  readonly unsynced: readonly EventUuid[];
}

export interface Held {
  readonly doc: ComplaintDoc | null;
  readonly party: PartyDoc | null;
  readonly own: readonly ComplaintEvent[];
}

/** @returns null: nothing here, or own events of a complaint that is not here any more */
export function caseFile({ doc, party, own }: Held, context: FoldContext): CaseFile | null {
  const log = doc?.log.map(({ event }) => event) ?? [];
  const known = new Set(log.map(({ _id }) => _id));
  const unsynced = own.filter(({ _id }) => !known.has(_id));
  const events = [...log, ...unsynced];
  const withMarks = { ...context, ...marksOf(doc) };
  const complaint = unsynced.length === 0 ? doc : fold(events, withMarks);
  if (complaint === null) return null;
  return {
    ...fileOf(complaint, party, unsynced, withMarks),
    stamps: events.map(({ at }) => at),
    folded: (event) => fold([...events, event], withMarks),
  };
}

export const marksOf = (doc: ComplaintDoc | null): Pick<FoldContext, 'sealed' | 'erased'> =>
  doc === null ? {} : { sealed: doc.sealed, erased: doc.erased };

/** @param unsynced own events that are in `complaint`, and not in the server's log */
export const fileOf = (
  complaint: FoldedComplaint,
  party: PartyDoc | null,
  unsynced: readonly ComplaintEvent[],
  context: FoldContext,
): Omit<CaseFile, 'stamps' | 'folded'> => ({
  complaint,
  context,
  partyBodies: { ...party?.bodies, ...bodiesOf(unsynced) },
  unsynced: unsynced.map(({ _id }) => eventUuidOf(_id)),
  before: null,
});

const bodiesOf = (events: readonly ComplaintEvent[]): PartyDoc['bodies'] =>
  Object.fromEntries(
    events.flatMap(({ _id, kind, body }) =>
      kind === 'partyChanged' && body ? [[eventUuidOf(_id), body]] : [],
    ),
  );

/** Who complains, as far as it is here. */
export function partyOf({ complaint, partyBodies }: CaseFile): {
  party: PartyInput | null;
  partyWithheld: boolean;
} {
  const changes = complaint.log.filter(
    ({ event, without }) => event.kind === 'partyChanged' && without === null,
  );
  const isMissing = (change: EventUuid): boolean => partyBodies[change] === undefined;
  const withheld =
    (complaint.earlier?.party.changes.some(isMissing) ?? false) ||
    changes.some(({ event }) => event.bodyHash !== null && isMissing(eventUuidOf(event._id)));
  const { relation, name, phone, email, address, behalfOf } = foldParty(complaint, partyBodies);
  const given = Object.entries({ name, phone, email, address, behalfOf }).filter(
    ([, value]) => value !== null,
  );
  if (relation === null || (withheld && given.length === 0)) return { party: null, partyWithheld: withheld };
  return {
    party: { relation, ...(Object.fromEntries(given) as Omit<PartyInput, 'relation'>) },
    partyWithheld: withheld,
  };
}
