/**
 * What a person could do with a complaint now. Asked of the very rules that decide later: the permissions, and the fold
 * itself, on which one act of each kind is tried. What would stay without effect is not offered.
 */
import { closingReasons } from '../../domain/codes.ts';
import type { Actor } from '../../domain/actor.ts';
import { actionOf } from '../../domain/events/action.ts';
import { eventKinds } from '../../domain/events/data.ts';
import type { EventData, EventKind } from '../../domain/events/data.ts';
import type { ComplaintEvent } from '../../domain/events/event.ts';
import { tick } from '../../domain/hlc.ts';
import type { Stamp } from '../../domain/hlc.ts';
import { eventDocId } from '../../domain/ids.ts';
import type { DeviceId, EventUuid } from '../../domain/ids.ts';
import { may } from '../../domain/permissions.ts';
import type { CaseFile } from './case-file.ts';

type Samples = { readonly [K in EventKind]: (file: CaseFile, actor: Actor) => readonly EventData<K>[] };

/** One act of each kind, in all the forms in which one could have effect and another not; none: there is nothing to try. */
const samples: Samples = {
  received: () => [],
  acknowledged: () => [{}],
  assessed: () => [{ severity: 'minor' }],
  assigned: (_file, { person }) => [{ to: person }],
  transferred: ({ complaint: { branch, region } }) => [{ branch, region }],
  investigated: () => [{}],
  note: () => [{}],
  partyChanged: () => [{ relation: 'customer' }],
  evidenceAdded: ({ complaint }) => [{ evidence: complaint.complaint }],
  remedyProposed: () => [{ remedy: 'apology' }],
  remedyApproved: ({ complaint }) =>
    complaint.remedies.filter(({ state }) => state === 'proposed').map(({ event }) => ({ proposal: event })),
  decisionCommunicated: () => [{ remedies: [] }],
  acceptedByComplainant: () => [{}],
  rejectedByComplainant: () => [{}],
  referred: () => [{ to: 'internal' }, { to: 'external' }],
  actionDone: ({ complaint }) =>
    complaint.remedies.filter(({ state }) => state !== 'done').map(({ kind }) => ({ remedy: kind })),
  closed: () => closingReasons.filter((reason) => reason !== 'asImported').map((reason) => ({ reason })),
  reopened: () => [{}],
  corrected: ({ complaint }) => [{ field: 'category', value: [...complaint.category] }],
  settled: ({ complaint }) =>
    complaint.contested.flatMap(({ field, claims }) => claims.map(({ event }) => ({ field, choice: event }))),
  linked: ({ complaint }) => [{ to: complaint.complaint, relation: 'related' }],
};

/** An id that no event has: of the latest version 7, so that ties in time fall behind all others. */
const TRIED = 'ffffffff-ffff-7fff-bfff-ffffffffffff' as EventUuid;

export function possibleActs(file: CaseFile, actor: Actor, now: number): EventKind[] {
  const { complaint } = file;
  const at = file.stamps.reduce<Stamp>((last, one) => (one > last ? one : last), tick(null, now));
  const hasEffect = (kind: EventKind, data: object): boolean => {
    const tried: ComplaintEvent = {
      _id: eventDocId(complaint.complaint, TRIED),
      complaint: complaint.complaint,
      kind,
      data: { ...data },
      after: [...complaint.heads],
      v: 1,
      at: tick(at, now),
      seq: 1,
      device: (actor.device ?? 'none') as DeviceId,
      by: actor.person,
      prev: null,
      bodyHash: null,
      sig: '',
    };
    const entry = file.folded(tried)?.log.find(({ event }) => event._id === tried._id);
    return entry !== undefined && entry.without === null;
  };
  return eventKinds.filter(
    (kind) => mayTry(kind, file, actor) && samples[kind](file, actor).some((data) => hasEffect(kind, data)),
  );
}

/** Whom it would be assigned to and how much it would cost is asked when it is known. */
function mayTry(kind: EventKind, { complaint }: CaseFile, actor: Actor): boolean {
  return may(actor, actionOf(kind), { complaint, assignee: null, amount: null });
}
