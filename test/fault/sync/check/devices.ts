/** Whether each device holds its scope, all of it and nothing else, as the server has it, and shows it so. */
import type { Seen } from '../device/wire.ts';
import type { Ledger } from '../ledger.ts';
import { must } from '../must.ts';
import type { Raw, Store } from '../store.ts';
import type { Findings } from './findings.ts';
import { contentOf, without } from './findings.ts';
import { mayReadComplaint, mayReadParty } from './reach.ts';
import type { World } from './world.ts';

export interface Resting {
  readonly number: number;
  readonly stores: readonly Store[];
  /** what its user saw before it was closed */
  readonly seen: Seen;
}

interface Scope {
  readonly complaints: ReadonlySet<string>;
  readonly parties: ReadonlySet<string>;
  readonly registry: (id: string) => boolean;
}

export function checkDevice(
  { number, stores, seen }: Resting,
  world: World,
  ledger: Ledger,
  found: Findings,
): void {
  const who = `device ${number}`;
  const scope = scopeOf(number, world);
  const { mirror, pulled, others } = databasesOf(stores);
  checkMirror(who, mirror, pulled, scope, world, found);
  checkRest(who, seen, world, found);
  checkSeen(who, seen, scope, world, found);
  checkDrafts(number, seen, ledger, found);
  const held = seen.held.flatMap(({ complaint }) => complaint ?? []);
  const allowed = {
    ...scope,
    complaints: new Set([...scope.complaints, ...held]),
    parties: new Set([...scope.parties, ...held]),
  };
  for (const [name, docs] of others) checkNoTrace(`${who}, ${name}`, name, docs, allowed, ledger, found);
}

function scopeOf(number: number, { devices, people, complaints, registry }: World): Scope {
  const { person } = must(devices[number]);
  const reader = people.find((one) => one.person === person);
  if (reader === undefined) {
    const kioskDoc = /^(organisation:|survey:satisfaction:)/;
    return {
      complaints: new Set(),
      parties: new Set(),
      // Its own branch and region, whichever they are: one of each.
      registry: (id) => kioskDoc.test(id) || /^(branch|region):/.test(id),
    };
  }
  const all = [...complaints];
  return {
    complaints: new Set(all.flatMap(([id, one]) => (mayReadComplaint(reader, one) ? [id] : []))),
    parties: new Set(all.flatMap(([id, one]) => (mayReadParty(reader, one) ? [id] : []))),
    registry: (id) => registry.has(id),
  };
}

function databasesOf(stores: readonly Store[]): {
  readonly mirror: readonly Raw[];
  readonly pulled: unknown;
  readonly others: ReadonlyMap<string, readonly Raw[]>;
} {
  const { locals: index } = must(stores.find(({ name }) => name === 'index'));
  const generations = (store: 'mirror' | 'outbox'): Generations =>
    (index[store] as Generations | undefined) ?? { current: 1, retired: [] };
  const [mirrors, outboxes] = [generations('mirror'), generations('outbox')];
  // On their way out: a store is removed file by file, and a device that ends leaves the rest to the next.
  const leaving = [
    ...mirrors.retired.map((one) => `mirror-${one}`),
    ...outboxes.retired.map((one) => `outbox-${one}`),
  ];
  const mirror = must(stores.find(({ name }) => name === `mirror-${mirrors.current}`));
  const others = stores.filter((one) => one !== mirror && !leaving.includes(one.name));
  const pulled = mirror.locals['pulled'] as { readonly forgotten: readonly string[] } | undefined;
  return {
    mirror: mirror.docs,
    pulled: { generation: mirrors.current, forgotten: pulled?.forgotten ?? [] },
    others: new Map(others.map(({ name, docs }) => [name, docs])),
  };
}

/** What its readers have been, as a hint to why it is not there. */
function historyOf(docId: string, { docs, complaints }: World): string {
  const complaint = complaints.get(docId.split(':')[1] ?? '');
  const moves = complaint?.log.flatMap(({ event: { kind, data, by, admitted }, without: reason }) =>
    ['received', 'assigned', 'transferred', 'settled', 'partyChanged'].includes(kind)
      ? [[kind, data['to'] ?? data['branch'] ?? null, by, reason, admitted?.seen]]
      : [],
  );
  return JSON.stringify([
    docs.get(docId)?._rev,
    complaint?._rev,
    complaint?.assignee,
    complaint?.recorder,
    moves,
  ]);
}

interface Generations {
  readonly current: number;
  readonly retired: readonly number[];
}

function checkMirror(
  who: string,
  mirror: readonly Raw[],
  pulled: unknown,
  scope: Scope,
  world: World,
  found: Findings,
): void {
  const has = new Map(mirror.map((doc) => [doc._id, doc]));
  const isKiosk = scope.complaints.size === 0 && !scope.registry('policy:default:1');
  for (const doc of mirror) {
    const [type = '', id = ''] = doc._id.split(':');
    const allowed =
      type === 'complaint' || type === 'log'
        ? scope.complaints.has(id)
        : type === 'party' || type === 'evidence'
          ? scope.parties.has(id)
          : scope.registry(doc._id);
    found.unless(allowed, 'leaked', () => `${who} holds ${doc._id}`);
    const stored = world.docs.get(doc._id) ?? world.registry.get(doc._id);
    const same =
      stored !== undefined &&
      contentOf(without(stored, '_conflicts')) === contentOf(without(doc, '_conflicts'));
    found.unless(
      same,
      'diverged',
      () => `${who} has ${doc._id} at ${doc._rev}, the server at ${String(stored?._rev)}`,
    );
    found.unless(
      doc._conflicts === undefined,
      'diverged',
      () => `${who} has conflicting revisions of ${doc._id}`,
    );
  }
  const expected = [
    ...[...scope.complaints].map((id) => `complaint:${id}`),
    ...[...world.docs.keys()].filter(
      (id) => id.startsWith('log:') && scope.complaints.has(id.split(':')[1] ?? ''),
    ),
    ...[...scope.parties].map((id) => `party:${id}`).filter((id) => world.docs.has(id)),
    ...[...world.registry.keys()].filter(
      (id) => scope.registry(id) && !(isKiosk && /^(branch|region):/.test(id)),
    ),
  ];
  for (const id of expected)
    found.unless(
      has.has(id),
      'diverged',
      () => `${who} lacks ${id}; ${historyOf(id, world)}; ${JSON.stringify(pulled)}`,
    );
  for (const type of isKiosk ? ['branch', 'region'] : []) {
    const count = mirror.filter(({ _id }) => _id.startsWith(`${type}:`)).length;
    found.unless(count === 1, count > 1 ? 'leaked' : 'diverged', () => `${who} has ${count} of ${type}`);
  }
}

/** Nothing waits; what is held, a manager has to decide. */
function checkRest(who: string, { status, held }: Seen, { quarantine }: World, found: Findings): void {
  found.unless(status.waiting === 0, 'diverged', () => `${who} still has ${status.waiting} waiting`);
  for (const { id, reason } of held) {
    const doc = quarantine.get(id);
    const same = doc?.['reason'] === reason && doc['state'] === 'waiting';
    found.unless(same, 'lost', () => `${who} holds ${id} for ${reason}`);
  }
}

/** A person sees the server's complaints, with what waits for a decision on top of its own. */
function checkSeen(who: string, seen: Seen, scope: Scope, world: World, found: Findings): void {
  const heldIds = new Set(seen.held.map(({ id }) => id));
  const heldCases = new Set(seen.held.flatMap(({ complaint }) => complaint ?? []));
  const listed = new Set(seen.listed);
  found.unless(listed.size === seen.listed.length, 'duplicated', () => `${who} lists a complaint twice`);
  for (const id of scope.complaints)
    found.unless(listed.has(id), 'diverged', () => `${who} does not list ${id}`);
  for (const id of listed) {
    if (!scope.complaints.has(id)) {
      found.unless(heldCases.has(id), 'leaked', () => `${who} lists ${id}`);
      continue;
    }
    const one = seen.cases[id];
    const unexplained = one?.own.filter((event) => !heldIds.has(`event:${id}:${event}`)) ?? [];
    found.unless(
      unexplained.length === 0,
      'diverged',
      () => `${who} shows ${id} with own ${unexplained.join()}`,
    );
    if (one === undefined || one.own.length > 0) continue;
    const stored = must(world.complaints.get(id));
    found.unless(
      contentOf(without({ ...one.complaint }, '_id', '_rev', 'type', 'v', 'foldVersion')) ===
        contentOf(without(stored, '_id', '_rev', 'type', 'v', 'foldVersion')),
      'diverged',
      () => `${who} shows ${id} otherwise than the server`,
    );
  }
}

/** The last draft that was confirmed, or one that came after and was not. */
function checkDrafts(number: number, { drafts }: Seen, ledger: Ledger, found: Findings): void {
  const own = [...ledger.confirmed.values()].filter((one) => one.does === 'draft' && one.device === number);
  const last = Math.max(-1, ...own.map(({ op }) => op));
  const kept = (drafts['note:fuzz'] as { op: number } | null)?.op ?? -1;
  found.unless(kept >= last, 'lost', () => `device ${number} has draft ${kept}, and had confirmed ${last}`);
}

/** Steps leave their number in what they write: nothing of a complaint out of scope is left anywhere, but what is held. */
function checkNoTrace(
  where: string,
  name: string,
  docs: readonly Raw[],
  scope: Scope,
  ledger: Ledger,
  found: Findings,
): void {
  if (name.startsWith('drafts')) return;
  const text = JSON.stringify(docs);
  const traces = (pattern: RegExp, within: ReadonlySet<string>): void => {
    const ops = new Set([...text.matchAll(pattern)].map(([, op]) => Number(op)));
    for (const op of ops) {
      const complaint = ledger.confirmed.get(op)?.complaint;
      if (complaint && !within.has(complaint)) found.add('leaked', `${where} has step ${op} of ${complaint}`);
    }
  };
  traces(/op (\d+): what happened/g, scope.complaints);
  traces(/Name (\d+)\b/g, scope.parties);
}
