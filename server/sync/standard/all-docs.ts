/** `GET`, `POST /sync/<db>/_all_docs`: ids and revisions of the scope, in the order of ids; counts are of the scope. */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SyncServices } from '../sync.ts';
import { enterToRead } from './doors.ts';
import { shown } from './leaf.ts';
import { BadQuery, Options } from './query.ts';
import type { ScopeView } from './scope-view.ts';

const MOST_KEYS = 5_000;
const BATCH = 500;

interface Asked {
  /** in the order in which they are answered */
  readonly ids: readonly string[];
  readonly offset: number | null;
  readonly total: number;
  /** whether ids that are not there get a row as well */
  readonly byKey: boolean;
}

function bound(options: Options, ...names: readonly string[]): string | undefined {
  const value = options.json(...names);
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new BadQuery(`${names[0]} is a text`);
  return value;
}

function selected(view: ScopeView, options: Options): Asked {
  const descending = options.flag('descending');
  const all = view.ids();
  const ordered = descending ? all.toReversed() : all;
  const key = bound(options, 'key');
  const keys = key === undefined ? options.strings('keys', MOST_KEYS) : [key];
  const skip = options.count('skip') ?? 0;
  const end = skip + (options.count('limit') ?? Number.MAX_SAFE_INTEGER);
  if (keys !== undefined) {
    const wanted = descending ? keys.toReversed() : keys;
    return { ids: wanted.slice(skip, end), offset: null, total: all.length, byKey: key === undefined };
  }
  const from = bound(options, 'startkey', 'start_key');
  const to = bound(options, 'endkey', 'end_key');
  const inclusive = options.flag('inclusive_end', true);
  const before = (one: string, other: string): boolean => (descending ? one > other : one < other);
  const within = ordered.filter(
    (id) =>
      (from === undefined || !before(id, from)) &&
      (to === undefined || before(id, to) || (inclusive && id === to)),
  );
  const first = within[0];
  const offset = (first === undefined ? 0 : ordered.indexOf(first)) + Math.min(skip, within.length);
  return { ids: within.slice(skip, end), offset, total: all.length, byKey: false };
}

async function* rows(
  view: ScopeView,
  { ids, offset, total, byKey }: Asked,
  options: Options,
): AsyncGenerator<string> {
  const bodies = options.flag('include_docs');
  yield `{"total_rows":${total},"offset":${JSON.stringify(offset)},"rows":[`;
  let comma = '\n';
  for (let at = 0; at < ids.length; at += BATCH) {
    const batch = ids.slice(at, at + BATCH);
    const docs = await view.read(batch);
    let text = '';
    for (const [index, id] of batch.entries()) {
      const doc = docs[index] ?? null;
      if (doc === null && !byKey) continue;
      const row =
        doc === null
          ? { key: id, error: 'not_found' }
          : { id, key: id, value: { rev: doc._rev }, ...(bodies ? { doc: shown(doc, options) } : {}) };
      text += `${comma}${JSON.stringify(row)}`;
      comma = ',\n';
    }
    yield text;
  }
  yield '\n]}\n';
}

export function allDocsRoutes(app: FastifyInstance, services: SyncServices): void {
  const handler = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const view = await enterToRead(services, request, reply);
    if (view === null) return reply;
    const options = new Options(request);
    const asked = selected(view, options);
    options.flag('include_docs');
    return reply
      .type('application/json; charset=utf-8')
      .send(Readable.from(rows(view, asked, options), { objectMode: false }));
  };
  app.get('/sync/:db/_all_docs', handler);
  app.post('/sync/:db/_all_docs', handler);
}
