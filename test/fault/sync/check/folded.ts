/** Whether each complaint and party is what its events make of it. */
import type { ComplaintEvent } from '../../../../src/domain/events/event.ts';
import { fold } from '../../../../src/domain/fold/fold.ts';
import type { FoldContext } from '../../../../src/domain/fold/context.ts';
import type { DeadlinePolicy } from '../../../../src/domain/time/deadlines.ts';
import type { WorkingCalendar } from '../../../../src/domain/time/calendar.ts';
import { createZoneClock } from '../../../../src/domain/time/zone.ts';
import type { Findings } from './findings.ts';
import { contentOf, without } from './findings.ts';
import { logOf } from './world.ts';
import type { World } from './world.ts';

export function checkFolded(world: World, found: Findings): void {
  const { docs, registry, events, complaints } = world;
  const context: FoldContext = {
    policyOf: (id) => registry.get(id)?.['policy'] as DeadlinePolicy | undefined,
    calendarOf: (region) => registry.get(`region:${region}`)?.['calendar'] as WorkingCalendar | undefined,
    zone: createZoneClock(),
  };
  for (const [id, all] of events) {
    const folded = fold(
      all.map((event) => without(event, '_rev') as unknown as ComplaintEvent),
      context,
    );
    const doc = complaints.get(id);
    const kept = doc && {
      ...without(doc, '_id', '_rev', 'type', 'v', 'foldVersion', 'earlier'),
      log: logOf(world, id),
    };
    const same = contentOf(kept ?? null) === contentOf(folded);
    found.unless(same, 'diverged', () => `complaint:${id} is not the fold of its ${all.length} events`);
    const bodies = Object.fromEntries(
      all.flatMap(({ _id, kind, body }) =>
        kind === 'partyChanged' && body !== undefined ? [[_id.slice(_id.lastIndexOf(':') + 1), body]] : [],
      ),
    );
    const party = docs.get(`party:${id}`)?.['bodies'] ?? {};
    const expected = folded === null ? {} : bodies;
    found.unless(
      contentOf(party) === contentOf(expected),
      'diverged',
      () => `party:${id} is not its events'`,
    );
  }
  for (const id of complaints.keys())
    found.unless(events.has(id), 'diverged', () => `complaint:${id} has no events`);
  for (const id of docs.keys()) {
    const [type, complaint = ''] = id.split(':');
    const known = complaints.get(complaint)?.earlier?.pages ?? 0;
    const number = Number(id.split(':')[2]);
    if (type === 'log') found.unless(number < known, 'diverged', () => `${id} is of no complaint`);
  }
  for (const doc of [...docs.values(), ...registry.values()])
    found.unless(doc._conflicts === undefined, 'diverged', () => `${doc._id} has conflicting revisions`);
}
