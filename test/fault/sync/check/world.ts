/** What the checks look at: the server's documents as they lie in its store, sorted by what they are. */
import type { FoldedComplaint, LogDoc, LogEntry } from '../../../../src/domain/complaint.ts';
import type { Raw } from '../store.ts';
import type { ServerDocs } from '../stored.ts';
import type { Enrolled, Person } from '../organisation.ts';
import type { Reach } from '../plan.ts';

export interface World {
  readonly docs: ReadonlyMap<string, Raw>;
  readonly registry: ReadonlyMap<string, Raw>;
  /** by complaint */
  readonly events: ReadonlyMap<string, readonly Raw[]>;
  readonly complaints: ReadonlyMap<string, Raw & FoldedComplaint>;
  readonly responses: readonly Raw[];
  /** what waits for a manager or was set aside, by the id of the item */
  readonly quarantine: ReadonlyMap<string, Raw>;
  readonly people: readonly (Person & { readonly reach: Reach })[];
  /** in the order of their numbers */
  readonly devices: readonly Enrolled[];
}

const ofType = (docs: readonly Raw[], type: string): Raw[] =>
  docs.filter(({ _id }) => _id.startsWith(`${type}:`));

export function worldOf(
  { data, registry }: ServerDocs,
  people: World['people'],
  devices: readonly Enrolled[],
): World {
  const events = new Map<string, Raw[]>();
  for (const event of ofType(data, 'event')) {
    const id = String(event['complaint']);
    events.set(id, [...(events.get(id) ?? []), event]);
  }
  return {
    docs: new Map(data.map((doc) => [doc._id, doc])),
    registry: new Map(registry.map((doc) => [doc._id, doc])),
    events,
    complaints: new Map(
      ofType(data, 'complaint').map((doc) => [
        doc._id.slice('complaint:'.length),
        doc as unknown as Raw & FoldedComplaint,
      ]),
    ),
    responses: ofType(data, 'response'),
    quarantine: new Map(ofType(data, 'quarantine').map((doc) => [doc._id.slice('quarantine:'.length), doc])),
    people,
    devices,
  };
}

/** The whole log of a complaint: what it carries, after the parts that it no longer does. */
export function logOf({ docs }: World, id: string): readonly LogEntry[] {
  const parts = [...docs.values()].filter(({ _id }) => _id.startsWith(`log:${id}:`));
  const inOrder = parts.sort((one, other) => (one._id < other._id ? -1 : 1)) as unknown as LogDoc[];
  const carried = docs.get(`complaint:${id}`)?.['log'] as readonly LogEntry[] | undefined;
  return [...inOrder.flatMap(({ entries }) => entries), ...(carried ?? [])];
}

/** Every item that a device has made and the server has, admitted or in quarantine. */
export function itemsOf({ docs, quarantine }: World): Raw[] {
  const admitted = [...docs.values()].filter(({ _id }) => /^(event|response|evidence):/.test(_id));
  const known = new Set(admitted.map(({ _id }) => _id));
  const held = [...quarantine.values()].map((doc) => doc['item'] as Raw);
  return [...admitted, ...held.filter(({ _id }) => !known.has(_id))];
}
