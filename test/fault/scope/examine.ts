/** One world from beginning to end: what happens, what everybody then holds, and what they get by asking. */
import { setTimeout as pause } from 'node:timers/promises';
import type { QuarantinedItem } from '../../../server/contract/sync.ts';
import { abuse } from './abuse.ts';
import { nobody } from './cast.ts';
import type { Name } from './cast.ts';
import { Mirror } from './mirror.ts';
import type { Op } from './ops.ts';
import { anything, pairs } from './questions.ts';
import type { Things } from './questions.ts';
import { Chance } from './random.ts';
import { FuzzServer } from './server.ts';
import type { Answer, Question } from './server.ts';
import { compare, settle } from './settled.ts';
import type { Template } from './template.ts';
import { newSecret } from './secret.ts';
import { World } from './world.ts';

export interface Finding {
  readonly questions: number;
  readonly leaked: readonly string[];
  readonly withheld: readonly string[];
  /** what was taken that should not have been, refused that should not, or answered with a failure of the server */
  readonly breaches: readonly string[];
}

const ASKED = 14;

class Examination {
  readonly world: World;
  readonly chance: Chance;
  readonly leaked: string[] = [];
  readonly withheld: string[] = [];
  readonly mirrors = new Map<Name, Mirror>();
  registry: readonly string[] = [];
  questions = 0;

  constructor(world: World, chance: Chance) {
    this.world = world;
    this.chance = chance;
    for (const name of world.template.players.keys()) this.mirrors.set(name, new Mirror(name));
  }

  /** Asks, and looks for what the answer should not have told. */
  async ask(who: Name, question: Question): Promise<Answer> {
    const answer = await this.world.server.ask(who, question);
    this.questions += 1;
    const said = decode(
      `${question.path} ${question.body === undefined ? '' : JSON.stringify(question.body)}`,
    );
    const told = `${answer.text} ${[...answer.headers].map(([name, value]) => `${name}: ${value}`).join('\n')}`;
    for (const secret of this.world.oracle.leaks(who, told, said))
      this.leaked.push(`${who} was told the ${secret} by ${question.method} ${question.path.slice(0, 200)}`);
    if (answer.status >= 500)
      this.world.breaches.push(
        `${question.method} ${question.path.slice(0, 200)} by ${who}: ${answer.status}`,
      );
    return answer;
  }

  things(): Things {
    const { oracle, template, items } = this.world;
    const cases = [...oracle.cases.values()];
    return {
      docs: cases.flatMap((one) => [
        `complaint:${one.id}`,
        `log:${one.id}:000000`,
        `party:${one.id}`,
        ...one.evidence.map(({ id }) => id),
      ]),
      events: [...items.values()].flat().map((item) => String(item['_id'])),
      hashes: cases.flatMap(({ evidence }) => evidence.map(({ hash }) => hash)),
      held: oracle.held.map(({ id }) => id),
      accounts: [...template.players.values()].flatMap(({ person }) => person ?? []),
      devices: [...template.players.values()].map(({ device }) => device),
      tokens: [...this.mirrors.values()].flatMap(({ since }) => since ?? []),
      revs: [...this.mirrors.values()].flatMap(({ docs }) =>
        [...docs.values()].slice(0, 2).map(({ _rev }) => _rev),
      ),
    };
  }

  async settle(who: Name, mirror: Mirror): Promise<void> {
    const wrong = await settle(this.world, mirror, this.registry);
    this.questions += 1;
    this.leaked.push(...wrong.leaked);
    this.withheld.push(...wrong.withheld.map((what) => `${what} (${who}, pulled)`));
  }

  /** Repeats a reading until it is as expected; says what it was when that does not come. */
  async expect(what: string, wanted: string, read: () => Promise<string>): Promise<void> {
    const end = Date.now() + this.world.patience;
    for (;;) {
      const found = await read();
      if (found === wanted) return;
      if (Date.now() > end) {
        this.world.patience = 500;
        return void this.withheld.push(`${what}: ${found} instead of ${wanted}`);
      }
      await pause(15);
    }
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const sorted = (ids: Iterable<string>): string => [...ids].sort().join(' ');

interface Listed {
  readonly rows: readonly { readonly id: string; readonly doc: ListedDoc }[];
}
interface ListedDoc {
  readonly _id: string;
  readonly complaint: string;
  readonly earlier?: { readonly pages: number };
}
const partsOf = ({ _id, complaint, earlier }: ListedDoc): string[] =>
  _id.startsWith('complaint:')
    ? Array.from(
        { length: earlier?.pages ?? 0 },
        (_, page) => `log:${complaint}:${String(page).padStart(6, '0')}`,
      )
    : [];
/** Those that were not there are told too. */
const without = (ids: readonly string[], parts: readonly string[]): string[] => [
  ...ids.filter((id) => !parts.includes(id)),
  ...parts.filter((id) => !ids.includes(id)).map((id) => `no ${id}`),
];

/** What standard clients list is the scope, no more and no less. */
async function lists(examination: Examination, who: Name): Promise<void> {
  const { world } = examination;
  const role = world.oracle.roleOf(who);
  if (role !== 'field' && role !== 'manager') return;
  const cases = world.oracle.casesFor(who).all;
  let parts: readonly string[] = [];
  await examination.expect(`_all_docs of ${who}`, sorted(cases), async () => {
    const { text } = await examination.ask(who, {
      method: 'GET',
      path: '/sync/redress_data/_all_docs?include_docs=true',
    });
    const { rows } = JSON.parse(text) as Listed;
    parts = rows.flatMap(({ doc }) => partsOf(doc));
    // Each complaint says how many parts of its log there are beside it.
    return sorted(
      without(
        rows.map(({ id }) => id),
        parts,
      ),
    );
  });
  const wanted = sorted([...cases, ...parts]);
  await examination.expect(`_changes of ${who}`, wanted, async () => {
    const ids = new Set<string>();
    let since = '0';
    for (let pages = 0; pages < 200; pages += 1) {
      const path = `/sync/redress_data/_changes?limit=3&style=all_docs&since=${encodeURIComponent(since)}`;
      const page = JSON.parse((await examination.ask(who, { method: 'GET', path })).text) as {
        results: { id: string }[];
        last_seq: string;
        pending: number;
      };
      for (const { id } of page.results) ids.add(id);
      since = page.last_seq;
      if (page.pending === 0) break;
    }
    return sorted(ids);
  });
  const docs = [...world.oracle.casesFor(who).all].map((id) => ({ id }));
  const got = await examination.ask(who, {
    method: 'POST',
    path: '/sync/redress_data/_bulk_get?revs=true',
    body: { docs },
  });
  const found = (JSON.parse(got.text) as { results: { id: string; docs: object[] }[] }).results;
  for (const { id, docs: leaves } of found)
    if (!('ok' in (leaves[0] ?? {}))) examination.withheld.push(`${who} lacks ${id} (_bulk_get)`);
  for (const one of world.oracle.cases.values()) {
    if (!world.oracle.readsParty(who, one)) continue;
    for (const { hash } of one.evidence) {
      const { status } = await examination.ask(who, { method: 'HEAD', path: `/sync/blob/${hash}` });
      if (status !== 200 && status !== 206)
        examination.withheld.push(`${who} lacks the bytes of ${hash}: ${status}`);
    }
  }
}

async function figures(examination: Examination, who: Name): Promise<void> {
  const { world } = examination;
  const { oracle } = world;
  const role = oracle.roleOf(who);
  if (role === 'manager') {
    const wanted = sorted(oracle.held.filter((held) => oracle.decides(who, held)).map(({ id }) => id));
    await examination.expect(`quarantine of ${who}`, wanted, async () =>
      sorted(
        (
          JSON.parse(
            (await examination.ask(who, { method: 'GET', path: '/api/quarantine' })).text,
          ) as QuarantinedItem[]
        ).map(({ item }) => item),
      ),
    );
  }
  if (role !== 'manager' && role !== 'analyst') return;
  const { regions } = oracle.reachOf(who);
  // Who may read the single records is told how many there are, of few as well; single responses nobody reads.
  const shown = (n: number, single: boolean): string => (single || n === 0 || n >= 10 ? String(n) : 'hidden');
  const complaints = [...oracle.cases.values()].filter(({ region }) => regions.includes(region)).length;
  const responses = oracle.responses.filter((region) => regions.includes(region)).length;
  const total = async (name: string, field: string): Promise<string> => {
    const { text } = await examination.ask(who, { method: 'GET', path: `/api/reports/${name}` });
    const report = JSON.parse(text) as { total: Record<string, unknown> | null };
    return report.total === null ? 'hidden' : String(report.total[field]);
  };
  await examination.expect(`complaints received, to ${who}`, shown(complaints, role === 'manager'), () =>
    total('complaints', 'received'),
  );
  await examination.expect(`responses, to ${who}`, shown(responses, false), () =>
    total('satisfaction', 'responses'),
  );
}

/** Bytes of evidence that is not theirs, and what somebody else keeps locally, are not there. */
async function notThere(examination: Examination, who: Name): Promise<void> {
  const { world } = examination;
  const hashes = [...world.oracle.cases.values()].flatMap((one) =>
    world.oracle.readsParty(who, one) ? [] : one.evidence.map(({ hash }) => hash),
  );
  for (const hash of hashes.slice(-4)) {
    const { status } = await examination.ask(who, { method: 'GET', path: `/sync/blob/${hash}` });
    if (status !== 404 && status !== 401)
      examination.leaked.push(`${who} got the bytes of ${hash}: ${status}`);
  }
  await examination.ask(who, { method: 'GET', path: '/sync/redress_data/_local/mine' });
}

/** Something that is there and not theirs answers as nothing does. */
async function alike(examination: Examination, who: Name): Promise<void> {
  const { world, chance } = examination;
  const { all } = world.oracle.casesFor(who);
  const things = examination.things();
  const own = new Set((world.items.get(who) ?? []).map((item) => item['_id']));
  const foreign = {
    docs: chance
      .shuffled(
        [...things.docs, ...things.events].filter(
          (id) => !all.has(id) && !own.has(id) && !world.oracle.readsLog(who, id),
        ),
      )
      .slice(0, 4),
    hashes: chance
      .shuffled(
        [...world.oracle.cases.values()].flatMap((one) =>
          world.oracle.readsParty(who, one) ? [] : one.evidence.map(({ hash }) => hash),
        ),
      )
      .slice(0, 1),
    held: chance
      .shuffled(world.oracle.held.filter((held) => !world.oracle.decides(who, held)).map(({ id }) => id))
      .slice(0, 1),
  };
  for (const [there, absent] of pairs(chance, foreign)) {
    const [one, other] = [await examination.ask(who, there), await examination.ask(who, absent)];
    const [a, b] = [plain(one), plain(other)];
    if (a !== b)
      examination.leaked.push(
        `${who} sees by ${there.method} ${there.path.slice(0, 150)} that it is there: ${a.slice(0, 300)} | ${b.slice(0, 300)}`,
      );
  }
}

/** An answer without what differs by chance: ids that were asked for, tokens, boundaries and the hour. */
function plain({ status, headers, text }: Answer): string {
  const same = (value: string): string =>
    value
      .replaceAll(/[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
      .replaceAll(/[A-Za-z0-9_-]{200,}/g, (token) => `<${token.length}>`)
      .replaceAll(/[0-9a-f]{32}/g, '<hex>');
  const kept = [...headers]
    .filter(([name]) => name !== 'date' && !name.startsWith('x-ratelimit'))
    .map(([name, value]) => `${name}: ${same(value)}`);
  return `${status} ${kept.join('; ')} ${same(text)}`;
}

/** @param patience milliseconds that what should come is waited for */
export async function examine(
  template: Template,
  seed: number,
  ops: readonly Op[],
  patience = 15_000,
): Promise<Finding> {
  const server = await FuzzServer.start(template);
  try {
    const world = new World(template, server);
    world.patience = patience;
    const chance = new Chance(seed ^ 0x5bd1e995);
    const examination = new Examination(world, chance);
    const { mirrors } = examination;
    const everybody = [...mirrors.keys(), nobody];
    const root = mirrors.get('root') ?? new Mirror('root');
    await root.pull(server);
    examination.registry = [...root.docs.keys()];
    const local = newSecret().replace('zq', 'zl');
    world.oracle.secret(local, 'local document of ana', (who) => who === 'ana');
    await server.ask('ana', { method: 'PUT', path: '/sync/redress_data/_local/mine', body: { text: local } });

    for (const op of ops) {
      server.pass(1_000);
      await (op.op === 'abuse' ? abuse(world, op) : world.act(op));
      // At once: whatever follows the store may be behind it, and is to show nothing on that account.
      if (chance.chance(0.5))
        await examination.ask(chance.pick(everybody), anything(chance, examination.things()));
      if (chance.chance(0.2)) {
        const who = chance.pick([...mirrors.keys()]);
        await examination.settle(who, mirrors.get(who) ?? new Mirror(who));
      }
    }
    for (const who of everybody) {
      const mirror = mirrors.get(who);
      if (mirror !== undefined) {
        await examination.settle(who, mirror);
        await examination.settle(who, new Mirror(who));
        await lists(examination, who);
        await figures(examination, who);
      }
      await notThere(examination, who);
      await alike(examination, who);
      for (let at = 0; at < ASKED; at += 1)
        await examination.ask(who, anything(chance, examination.things()));
    }
    for (const [who, mirror] of mirrors)
      examination.leaked.push(...compare(world, who, mirror.docs, examination.registry).leaked);
    return {
      questions: examination.questions,
      leaked: examination.leaked,
      withheld: examination.withheld,
      breaches: world.breaches,
    };
  } finally {
    await server.close();
  }
}
