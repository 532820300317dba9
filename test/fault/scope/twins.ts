/**
 * Twin worlds: two servers that differ only in what is outside somebody's scope. Whatever they ask, both answer byte for
 * byte alike, sizes, headers and ETags included, and neither tells them of events; set aside are sealed tokens (their
 * length counts), boundaries and the hour.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import type { BranchId, ComplaintId, EventUuid, PersonId, RegionId } from '../../../src/domain/ids.ts';
import { newComplaint, TestDevice } from '../../integration/sync/world.ts';
import { nobody } from './cast.ts';
import { Indexed } from './indexed.ts';
import type { Branch, Name, Region } from './cast.ts';
import { Mirror } from './mirror.ts';
import { anything } from './questions.ts';
import type { Things } from './questions.ts';
import type { Chance } from './random.ts';
import { FuzzServer } from './server.ts';
import type { Answer, Question } from './server.ts';
import { Stream } from './stream.ts';
import type { Template } from './template.ts';

/** Milliseconds: for what hangs. */
const PATIENCE = 15_000;
const ASKED = 60;
const TOKEN = 'TOKEN';
/** An administrator looks after every device: what has come of each is theirs to see, so no twin is alike. */
const everyDevice = '/api/admin/devices';

interface Place {
  readonly branch: Branch;
  readonly region: Region;
}
interface Started {
  readonly id: ComplaintId;
  readonly by: Name;
  head: EventUuid;
}
export interface Twins {
  /** who asked */
  readonly who: Name;
  readonly questions: number;
  readonly leaked: readonly string[];
}

/** Inside is the east, outside the west, and e2 too for whoever has but e1. */
const reach: Readonly<Record<Name, { branches?: Branch[]; regions?: Region[] }>> = {
  ana: { branches: ['e1'] },
  ben: { branches: ['e1', 'n1'] },
  cem: { branches: ['w1', 'w2'] },
  dia: { branches: ['w1'] },
  mia: { regions: ['east', 'north'] },
  nik: { regions: ['west'] },
  pia: { regions: ['east'] },
};
const inside: readonly { who: Name; place: Place }[] = [
  { who: 'ana', place: { branch: 'e1', region: 'east' } },
  { who: 'ben', place: { branch: 'e1', region: 'east' } },
  { who: 'mia', place: { branch: 'e1', region: 'east' } },
];
const outside: readonly { who: Name; place: Place }[] = [
  { who: 'cem', place: { branch: 'w2', region: 'west' } },
  { who: 'dia', place: { branch: 'w1', region: 'west' } },
  { who: 'nik', place: { branch: 'w1', region: 'west' } },
];
const witness = 'nik';
/** Reads all of the inside. */
const overseer = 'mia';

class Pair {
  readonly servers: readonly [FuzzServer, FuzzServer];
  readonly devices: ReadonlyMap<Name, TestDevice>;
  readonly ids: string[] = [];
  readonly #chance: Chance;
  readonly #cases = { inside: [] as Started[], outside: [] as Started[] };

  constructor(template: Template, servers: readonly [FuzzServer, FuzzServer], chance: Chance) {
    this.servers = servers;
    this.#chance = chance;
    this.devices = new Map(
      [...template.players.values()].map(({ name, device, person, key }) => [
        name,
        new TestDevice(device, person as PersonId, key),
      ]),
    );
  }

  get insideCases(): readonly Started[] {
    return this.#cases.inside;
  }
  pass(): void {
    for (const server of this.servers) server.pass(1_000);
  }

  async grant(template: Template): Promise<void> {
    for (const [who, { branches = [], regions = [] }] of Object.entries(reach)) {
      this.pass();
      const { account } = template.players.get(who) ?? {};
      const body = branches.length > 0 ? { branches, regions } : { regions };
      for (const server of this.servers) {
        const { status, text } = await server.ask('root', {
          method: 'PATCH',
          path: `/api/admin/people/${account}`,
          body,
        });
        if (status !== 200) throw new Error(`grant: ${status} ${text}`);
      }
    }
  }

  /**
   * Something happens in one of the worlds, or in both of them alike.
   * @param anew a new complaint
   * @returns what the servers said, and the documents that it changes where it is taken
   */
  async happen(
    where: 'inside' | 'outside',
    to: readonly FuzzServer[],
    anew = false,
  ): Promise<{ readonly answers: Answer[]; readonly changed: readonly string[] }> {
    const chance = this.#chance;
    const { who, place } = chance.pick(where === 'inside' ? inside : outside);
    const cases = this.#cases[where];
    const device = this.devices.get(who) as TestDevice;
    const clock = this.servers[0].now;
    const known = !anew && cases.length > 0 && chance.chance(0.6) ? chance.pick(cases) : null;
    const docs: { _id: string }[] = [];
    const changed: string[] = [];
    if (known === null) {
      const id = newComplaint();
      const data = {
        reference: `R-${uuidv7()}`,
        branch: place.branch as string as BranchId,
        region: place.region as string as RegionId,
        channel: 'phone' as const,
        category: ['repair'],
        wanted: [],
        received: new Date(clock).toISOString() as never,
        policy: 'policy:default:1',
      };
      const event = await device.event(
        id,
        { kind: 'received', data, body: { text: 'x'.repeat(chance.below(400)) } },
        [],
        { clock },
      );
      cases.push({ id, by: who, head: eventUuidOf(event._id) });
      docs.push(event);
      changed.push(`complaint:${id}`);
      this.ids.push(`complaint:${id}`, `party:${id}`, event._id);
    } else {
      const text = 'y'.repeat(chance.below(400));
      const event = chance.chance(0.5)
        ? await device.event(known.id, { kind: 'note', data: {}, body: { text } }, [known.head], { clock })
        : await device.event(
            known.id,
            { kind: 'partyChanged', data: { relation: 'customer' }, body: { name: text } },
            [known.head],
            { clock },
          );
      known.head = eventUuidOf(event._id);
      docs.push(event);
      changed.push(`complaint:${known.id}`);
      if (event.kind === 'partyChanged') changed.push(`party:${known.id}`);
      this.ids.push(event._id);
    }
    const answers = await Promise.all(
      to.map((server) =>
        server.ask(who, {
          method: 'POST',
          path: '/sync/redress_data/_bulk_docs',
          body: { docs },
          headers: { 'redress-waiting': '0' },
        }),
      ),
    );
    return { answers, changed };
  }
}

/** Whether all of a push was taken, and none of it waits. */
function taken({ status, text }: Answer): boolean {
  if (status !== 201) return false;
  const verdicts = JSON.parse(text) as readonly { readonly ok?: true; readonly quarantined?: string }[];
  return verdicts.every(({ ok, quarantined }) => ok === true && quarantined === undefined);
}

function plain({ status, headers, text }: Answer): string {
  const same = (value: string): string =>
    value
      .replaceAll(/[A-Za-z0-9_-]{200,}/g, (token) => `<${token.length}>`)
      .replaceAll(/(boundary="|--)[0-9a-f]{32}/g, '$1<boundary>')
      .replaceAll(/"asOf":[0-9]+/g, '"asOf":<hour>');
  const kept = [...headers].filter(([name]) => name !== 'date' && !name.startsWith('x-ratelimit'));
  return `${status} ${kept.map(([name, value]) => `${name}: ${same(value)}`).join('; ')}\n${same(text)}`;
}

/** Where two texts part. */
function difference(one: string, other: string): string {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const from = Math.max(0, at - 60);
  return `…${one.slice(from, at + 120)} | …${other.slice(from, at + 120)}`;
}

export async function twins(template: Template, chance: Chance): Promise<Twins> {
  const servers = [await FuzzServer.start(template), await FuzzServer.start(template)] as const;
  const [one, other] = servers;
  const streams: Stream[] = [];
  const leaked: string[] = [];
  let questions = 0;
  try {
    const pair = new Pair(template, servers, chance);
    const who = chance.pick(['ana', 'mia', 'pia', 'root', 'kiosk-e1', nobody]);
    await pair.grant(template);
    const mirrors = servers.map(() => new Mirror(who));
    const alike = async (
      ask: (server: FuzzServer, at: number) => Promise<Answer>,
      what: string,
    ): Promise<void> => {
      const end = Date.now() + PATIENCE;
      for (;;) {
        const [a = '', b = ''] = (await Promise.all(servers.map(ask))).map(plain);
        questions += 1;
        if (a === b) return;
        if (Date.now() > end)
          return void leaked.push(`${who} can tell two worlds apart by ${what}: ${difference(a, b)}`);
        await pause(25);
      }
    };
    const indexes = servers.map((server) => new Indexed(server, overseer));
    const happenInside = async (anew = false): Promise<void> => {
      pair.pass();
      const { answers, changed } = await pair.happen('inside', servers, anew);
      const [a, b] = answers;
      if (a !== undefined && b !== undefined && plain(a) !== plain(b))
        leaked.push(`a push tells two worlds apart: ${difference(plain(a), plain(b))}`);
      // How far an index has come when somebody pulls is a matter of time, and in the token.
      for (const [at, index] of indexes.entries())
        if (taken(answers[at] as Answer)) await index.until(changed);
    };
    for (let at = 0; at < 8; at += 1) {
      await happenInside();
      if (chance.chance(0.7)) await pair.happen('outside', [one]);
      if (chance.chance(0.2)) await pair.happen('outside', [other]);
      if (chance.chance(0.3))
        for (const [index, mirror] of mirrors.entries()) await mirror.pull(servers[index] ?? one);
    }
    await happenInside(true);
    await caughtUp(one, pair.insideCases);
    const hears = who === nobody ? null : await Stream.open(one, who);
    const saw = await Stream.open(one, witness);
    streams.push(saw, ...(hears === null ? [] : [hears]));
    const before = { mine: hears?.count ?? 0, change: saw.heard('change'), figures: saw.heard('figures') };
    // The last is a new complaint: an event of one that began in the other world alone waits in quarantine, unheard.
    for (let at = 0; at < 3; at += 1) await pair.happen('outside', [one], at === 2);
    await saw.until(() => saw.heard('change') > before.change && saw.heard('figures') > before.figures);
    // Whoever hears of the same change is told in the same moment.
    await pause(20);
    const heard = (hears?.count ?? 0) - before.mine;
    if (heard > 0)
      leaked.push(
        `${who} heard ${heard} events of what is outside their scope: ${hears?.names.slice(-heard).join(' ')}`,
      );

    const things: Things = {
      docs: pair.ids.filter((id) => !id.startsWith('event:')),
      events: pair.ids.filter((id) => id.startsWith('event:')),
      hashes: [],
      held: [],
      accounts: [...template.players.values()].flatMap(({ person }) => person ?? []),
      devices: [...template.players.values()].map(({ device }) => device),
      tokens: [TOKEN],
      revs: [],
    };
    pair.pass();
    await alike(
      (server, at) =>
        server.ask(who, withToken({ method: 'GET', path: `/sync/pull?since=${TOKEN}` }, mirrors[at])),
      'its next pull',
    );
    for (let at = 0; at < ASKED; at += 1) {
      const question = anything(chance, things);
      if (who === 'root' && question.path === everyDevice) continue;
      await alike(
        (server, index) => server.ask(who, withToken(question, mirrors[index])),
        `${question.method} ${question.path.slice(0, 160)}`,
      );
    }
    return { who, questions, leaked };
  } finally {
    for (const stream of streams) stream.close();
    await Promise.all(servers.map((server) => server.close()));
  }
}

/**
 * Until the last complaint of the inside is in the feed and in the figures, which take everything in order: what is heard
 * by a stream that begins then is of what comes then.
 */
async function caughtUp(server: FuzzServer, cases: readonly Started[]): Promise<void> {
  const end = Date.now() + PATIENCE;
  const last = cases.at(-1)?.id ?? '';
  for (;;) {
    const figures = await server.ask(overseer, { method: 'GET', path: '/api/reports/complaints' });
    const docs = await server.ask(overseer, { method: 'GET', path: '/sync/redress_data/_all_docs' });
    const { total } = JSON.parse(figures.text) as { total: { received: number } | null };
    if (total?.received === cases.length && docs.text.includes(last)) return;
    if (Date.now() > end) throw new Error(`the server does not catch up: ${figures.text.slice(0, 200)}`);
    await pause(20);
  }
}

function withToken(question: Question, mirror: Mirror | undefined): Question {
  return { ...question, path: question.path.replaceAll(TOKEN, encodeURIComponent(mirror?.since ?? 'x')) };
}
