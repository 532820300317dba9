/**
 * `GET`, `POST /sync/<db>/_changes`: normal, longpoll and continuous. Every row has the revision of this moment; a document
 * that leaves the scope has no row. Feeds that wait end with the session, with the socket and with the server.
 */
import { Readable } from 'node:stream';
import type {} from '@fastify/compress';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SyncServices } from '../sync.ts';
import { enterToRead } from './doors.ts';
import { sequenceNow } from './pages.ts';
import { BadQuery, Options } from './query.ts';
import { rowsAfter } from './rows.ts';
import type { Rows } from './rows.ts';
import type { ScopeView } from './scope-view.ts';
import { Waiting } from './waiting.ts';

const MOST_IDS = 5_000;
/** Milliseconds; CouchDB's own. */
const TIMEOUT = 60_000;
const SHORTEST_BEAT = 1_000;

interface Asked {
  readonly feed: 'normal' | 'longpoll' | 'continuous';
  readonly since: string | null;
  readonly limit: number;
  /** null: whichever */
  readonly only: ReadonlySet<string> | null;
  /** milliseconds until a feed without changes ends; with a heartbeat, never */
  readonly timeout: number;
  readonly beat: number | null;
  readonly options: Options;
}

function onlyIds(options: Options): ReadonlySet<string> | null {
  const filter = options.text('filter');
  if (filter !== undefined && filter !== '_doc_ids')
    throw new BadQuery(`The filter ${filter.slice(0, 60)} is not served, only _doc_ids.`);
  if (options.has('view', 'selector')) throw new BadQuery('Views and selectors are not served.');
  const ids = options.strings('doc_ids', MOST_IDS);
  if (filter === '_doc_ids' && ids === undefined) throw new BadQuery('The filter _doc_ids needs doc_ids.');
  return ids === undefined ? null : new Set(ids);
}

async function askedOf(view: ScopeView, request: FastifyRequest): Promise<Asked> {
  const options = new Options(request);
  const feed = options.text('feed') ?? 'normal';
  if (feed !== 'normal' && feed !== 'longpoll' && feed !== 'continuous')
    throw new BadQuery('The feed is normal, longpoll or continuous.');
  if (options.flag('descending')) throw new BadQuery('Changes are served in one direction only.');
  const only = onlyIds(options);
  const since = options.text('since') ?? options.text('last-event-id') ?? '0';
  // CouchDB takes 0 for 1
  const limit = Math.max(1, options.count('limit') ?? Number.MAX_SAFE_INTEGER);
  const beat = options.text('heartbeat');
  const milliseconds =
    beat === undefined || beat === 'false' ? null : beat === 'true' ? TIMEOUT : Number(beat);
  if (milliseconds !== null && !(milliseconds > 0)) throw new BadQuery('heartbeat is true or milliseconds');
  options.flag('include_docs');
  return {
    feed,
    since: since === 'now' ? await sequenceNow(view) : since === '0' ? null : since,
    limit,
    only,
    timeout: Math.min(options.count('timeout') ?? TIMEOUT, TIMEOUT),
    beat: milliseconds === null ? null : Math.max(SHORTEST_BEAT, milliseconds),
    options,
  };
}

const more = ({ pending }: Rows): boolean => pending > 0;

/** @param first what has been read already */
async function* list(view: ScopeView, asked: Asked, first: Rows): AsyncGenerator<string, void> {
  yield '{"results":[\n';
  let now = first;
  let count = 0;
  for (let comma = ''; ;) {
    if (now.rows.length > 0) {
      yield `${comma}${now.rows.join(',\n')}`;
      comma = ',\n';
    }
    count += now.rows.length;
    if (!more(now) || count >= asked.limit) break;
    now = await rowsAfter(view, asked, now.last, asked.limit - count);
  }
  yield `\n],\n"last_seq":${JSON.stringify(now.last)},"pending":${now.pending}}\n`;
}

async function* longpoll(view: ScopeView, asked: Asked, waiting: Waiting): AsyncGenerator<string, void> {
  let { since } = asked;
  for (;;) {
    const rung = waiting.rung();
    const now = await rowsAfter(view, asked, since, asked.limit);
    if (now.rows.length > 0 || more(now)) return yield* list(view, asked, now);
    since = now.last;
    for (let woken = false; !woken;) {
      const why = await waiting.until(rung, asked.beat ?? asked.timeout);
      if (why === 'ended' || (why === 'time' && asked.beat === null)) return yield* list(view, asked, now);
      if (why === 'time') yield '\n';
      woken = why === 'rung';
    }
  }
}

async function* continuous(view: ScopeView, asked: Asked, waiting: Waiting): AsyncGenerator<string, void> {
  let { since } = asked;
  let left = asked.limit;
  for (;;) {
    const rung = waiting.rung();
    const now = await rowsAfter(view, asked, since, left);
    since = now.last;
    left -= now.rows.length;
    for (const row of now.rows) yield `${row}\n`;
    if (left <= 0) break;
    if (more(now)) continue;
    let why = await waiting.until(rung, asked.beat ?? asked.timeout);
    for (; why === 'time' && asked.beat !== null; why = await waiting.until(rung, asked.beat)) yield '\n';
    if (why !== 'rung') break;
  }
  yield `${JSON.stringify({ last_seq: since, pending: 0 })}\n`;
}

export function changesRoutes(app: FastifyInstance, services: SyncServices, closing: AbortSignal): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const view = await enterToRead(services, request, reply);
    if (view === null) return reply;
    const asked = await askedOf(view, request);
    void reply.type('application/json; charset=utf-8');
    const send = (lines: AsyncIterable<string>): FastifyReply =>
      reply.send(Readable.from(lines, { objectMode: false }));
    if (asked.feed === 'normal')
      return send(list(view, asked, await rowsAfter(view, asked, asked.since, asked.limit)));
    const waiting = new Waiting(view, closing);
    reply.raw.on('close', () => waiting.end());
    return send(
      asked.feed === 'longpoll' ? longpoll(view, asked, waiting) : continuous(view, asked, waiting),
    );
  };
  // A line that waits in a compressor reaches nobody.
  app.get('/sync/:db/_changes', { compress: false }, handler);
  app.post('/sync/:db/_changes', { compress: false }, handler);
}
