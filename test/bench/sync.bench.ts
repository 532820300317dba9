/**
 * First sync of ten thousand documents of 1 kB in scope out of a hundred thousand, and a sync when nothing changed: the
 * app's own client against the built server, over each engine that is here, with PouchDB's own replication beside it.
 */
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dropDatabases } from '../integration/store/couch.ts';
import { startServerWith } from '../e2e/support/server.ts';
import type { Login, TestServer } from '../e2e/support/server.ts';
import { phoneOf } from './complaints.ts';
import type { Phone } from './complaints.ts';
import { comparedTo, heldTo, median, told } from './figures.ts';
import type { BenchLine } from './line.ts';
import { fieldPerson } from './people.ts';
import { buildPage, inPage } from './sync/browser.ts';
import type { Measured } from './sync/page/worker.ts';
import { fill } from './sync/many-complaints.ts';
import { memoryDevice, replicated } from './sync/memory.ts';

const ALL = 100_000;
const IN_SCOPE = 10_000;
const FEW = 100;
const ROUNDS = 3;
/** Of PouchDB's own replication: four times faster. */
const FASTER = 0.25;
/** In a browser: of PouchDB's own replication, and of PouchDB's mere writing. */
const HALF = 0.5;
const WRITING = 1.5;
/** Bytes. */
const BODY = 1000;

interface Engine {
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  readonly couchdbUrl?: string;
  readonly prefix?: string;
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await work();
  return performance.now() - since;
};
const expectAll = (count: number, least: number): void => {
  if (count < least) throw new Error(`${count} documents came of ${least}`);
};

interface Scene {
  readonly person: Login;
  readonly server: TestServer;
  readonly phone: Phone;
}

async function serve(engine: Engine, all: number, inScope: number): Promise<Scene> {
  const server = await startServerWith(engine.env);
  const person = await fieldPerson(server, 'n1');
  const phone = await phoneOf(server, person);
  await server.kill();
  const size = await fill({ dataDir: server.dataDir, ...engine }, all, inScope, phone.person);
  process.stderr.write(`${all} complaints (${engine.name}), ${Math.round(size)} bytes each\n`);
  await server.start();
  return { person, server, phone };
}

const SELECTOR = { selector: { type: 'complaint', branch: 'n1' } };

/** PouchDB against the store itself where it can be asked; the embedded one has our own gate only, which knows the scope. */
const replication = ({ couchdbUrl, prefix }: Engine, { server, phone }: Scene): Promise<number> =>
  couchdbUrl === undefined
    ? replicated(`${server.origin}/sync/redress_data`, phone.fetch, {})
    : replicated(`${couchdbUrl}/${prefix}data`, fetch, SELECTOR);

async function* firstSync(engine: Engine, scene: Scene): AsyncIterable<BenchLine> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const device = memoryDevice(scene.phone.fetch, scene.server.origin);
    ours.push(await timed(async () => expectAll(await device.pull(), IN_SCOPE)));
    await device.close();
    theirs.push(await timed(async () => expectAll(await replication(engine, scene), IN_SCOPE)));
  }
  const figures = { value: median(ours), baseline: median(theirs), unit: 'ms' };
  const how = engine.couchdbUrl === undefined ? 'by scope' : 'with a selector';
  yield comparedTo(
    `first sync of 10,000 documents out of 100,000 into memory, against replicate.from ${how} (${engine.name})`,
    figures,
    FASTER,
  );
}

async function* inBrowser(engine: Engine, { server, person }: Scene): AsyncIterable<BenchLine> {
  const { name, couchdbUrl, prefix } = engine;
  const [url, options] =
    couchdbUrl === undefined
      ? [`${server.origin}/sync/redress_data`, {}]
      : [`${couchdbUrl}/${prefix}data`, SELECTOR];
  const built = await buildPage();
  const [first, written, replicated]: [number[], number[], number[]] = [[], [], []];
  const taken = async (into: number[], measured: Promise<Measured>): Promise<void> => {
    const { ms, docs } = await measured;
    expectAll(docs, IN_SCOPE);
    into.push(ms);
  };
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      await inPage(built, server.origin, person, async (page) => {
        await taken(
          first,
          page.evaluate(() => window.measures.first()),
        );
        await taken(
          written,
          page.evaluate(() => window.measures.written()),
        );
        const asked = [url, options] as const;
        await taken(
          replicated,
          page.evaluate(([from, how]) => window.measures.replicated(from, how), asked),
        );
      });
    }
  } finally {
    await rm(built, { recursive: true, force: true });
  }
  const value = median(first);
  const how = couchdbUrl === undefined ? 'by scope' : 'with a selector';
  yield comparedTo(
    `first sync of 10,000 documents out of 100,000 in Chromium, against merely writing them (${name})`,
    { value, baseline: median(written), unit: 'ms' },
    WRITING,
  );
  yield comparedTo(
    `the same, against replicate.from ${how} (${name})`,
    { value, baseline: median(replicated), unit: 'ms' },
    HALF,
  );
}

interface Nothing {
  readonly requests: number;
  readonly bytes: number;
}

/** What a pull costs when nothing changed since the last. */
async function nothingNew({ phone, server }: Scene): Promise<Nothing> {
  let requests = 0;
  let bytes = 0;
  const counting: typeof fetch = async (url, init) => {
    requests += 1;
    bytes = Math.max(bytes, typeof init?.body === 'string' ? init.body.length : 0);
    const answer = await phone.fetch(url, init);
    const body = await answer.arrayBuffer();
    bytes = Math.max(bytes, body.byteLength);
    return new Response(body, { status: answer.status, headers: answer.headers });
  };
  const device = memoryDevice(counting, server.origin);
  await device.pull();
  [requests, bytes] = [0, 0];
  await device.pull();
  await device.close();
  return { requests, bytes };
}

async function* unchanged({ name }: Engine, few: Scene, many: Scene): AsyncIterable<BenchLine> {
  const [little, much] = [await nothingNew(few), await nothingNew(many)];
  yield heldTo(`requests of a sync when nothing changed (${name})`, much.requests, 'requests', 1);
  yield heldTo(`the larger of its two bodies, 10,000 documents held (${name})`, much.bytes, 'bytes', BODY);
  yield told(`the same, 100 documents held (${name})`, little.bytes, 'bytes');
  yield heldTo(
    `bytes by which the two differ (${name})`,
    Math.abs(much.bytes - little.bytes),
    'bytes',
    // The times in them, in milliseconds, may have a digit more.
    1,
  );
}

async function* over(engine: Engine): AsyncIterable<BenchLine> {
  const scenes: Scene[] = [];
  try {
    scenes.push(await serve(engine, ALL, IN_SCOPE));
    const [many] = scenes;
    if (many === undefined) return;
    yield* firstSync(engine, many);
    yield* inBrowser(engine, many);
    if (engine.couchdbUrl !== undefined) return;
    scenes.push(await serve(engine, FEW, FEW));
    const [, few] = scenes;
    if (few !== undefined) yield* unchanged(engine, few, many);
  } finally {
    for (const { server } of scenes) await server.close();
    if (engine.couchdbUrl !== undefined) await dropDatabases(engine.couchdbUrl, engine.prefix ?? '');
  }
}

export async function* run(): AsyncIterable<BenchLine> {
  yield* over({ name: 'embedded', env: { COUCHDB_URL: '' } });
  const couchdbUrl = process.env['COUCHDB_URL'];
  if (couchdbUrl === undefined) {
    process.stderr.write('no COUCHDB_URL: nothing was measured of CouchDB\n');
    return;
  }
  const name = `bench_${randomBytes(6).toString('hex')}`;
  yield* over({ name: 'CouchDB', env: { COUCHDB_PREFIX: name }, couchdbUrl, prefix: `${name}_` });
}
