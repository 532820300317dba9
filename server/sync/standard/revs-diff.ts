/**
 * `POST /sync/<db>/_revs_diff` and `_missing_revs`: what a client that pushes need not send. What it may read is known
 * by its revisions; what it has pushed before, and gets no revision of, is known to it and to nobody else.
 */
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { DocWithRevisions, StoredDoc } from '../../store/store.ts';
import { asQuarantine, quarantineId } from '../quarantine.ts';
import type { SyncServices } from '../sync.ts';
import { enter } from './doors.ts';
import { badRequest, deny, tooMany } from './failure.ts';
import type { CouchFailure } from './failure.ts';
import { inAncestry } from './leaf.ts';
import type { ScopeView } from './scope-view.ts';

const MOST_IDS = 2_000;
const MOST_REVS = 10_000;
const body = v.record(v.string(), v.array(v.string()));
type Asked = v.InferOutput<typeof body>;

interface Lacking {
  readonly missing: readonly string[];
  readonly ancestors: readonly string[];
}

/** Ids that devices make; no other is looked for among what was pushed. */
const made = /^(event|evidence|response):[0-9a-f:-]{36,80}$/;

const pushedBy = ({ caller }: ScopeView, item: Readonly<Record<string, unknown>>, via: unknown): boolean =>
  via === caller.via || (caller.device !== null && item['device'] === caller.device.id);

async function pushedBefore(view: ScopeView, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (view.database !== 'data') return new Set();
  const own = ids.filter((id) => made.test(id));
  const docs = await view.store.getMany(own.flatMap((id) => [id, quarantineId(id)]));
  const mine = (doc: StoredDoc | null | undefined, held: StoredDoc | null | undefined): boolean => {
    if (doc) return pushedBy(view, doc, (doc['admitted'] as { via?: unknown } | undefined)?.via);
    if (!held) return false;
    const { item, admitted } = asQuarantine(held);
    return pushedBy(view, item, admitted.via);
  };
  return new Set(own.filter((_, at) => mine(docs[at * 2], docs[at * 2 + 1])));
}

async function lacking(view: ScopeView, asked: Asked): Promise<Map<string, Lacking>> {
  const ids = Object.keys(asked);
  const pushed = await pushedBefore(view, ids);
  const readable = view.readsNothing ? [] : await view.read(ids);
  const result = new Map<string, Lacking>();
  for (const [at, id] of ids.entries()) {
    const doc: DocWithRevisions | null = readable[at] ?? null;
    const missing = (asked[id] ?? []).filter(
      (rev) => !pushed.has(id) && (doc === null || !inAncestry(doc, rev)),
    );
    if (missing.length > 0) result.set(id, { missing, ancestors: doc === null ? [] : [doc._rev] });
  }
  return result;
}

function read(input: unknown): Asked | CouchFailure {
  const parsed = v.safeParse(body, input);
  if (!parsed.success) return badRequest('The body is {"<id>": ["<rev>"]}.');
  const revs = Object.values(parsed.output);
  const tooLong = revs.length > MOST_IDS || revs.reduce((sum, one) => sum + one.length, 0) > MOST_REVS;
  return tooLong ? tooMany : parsed.output;
}
const isFailure = (asked: Asked | CouchFailure): asked is CouchFailure => typeof asked['status'] === 'number';

export function revsDiffRoutes(app: FastifyInstance, services: SyncServices): void {
  for (const path of ['_revs_diff', '_missing_revs'] as const) {
    app.post(`/sync/:db/${path}`, async (request, reply) => {
      const view = await enter(services, request, reply);
      if (view === null) return reply;
      const asked = read(request.body);
      if (isFailure(asked)) return deny(reply, asked);
      const found = [...(await lacking(view, asked))];
      if (path === '_missing_revs')
        return reply.send({
          missing_revs: Object.fromEntries(found.map(([id, { missing }]) => [id, missing])),
        });
      return reply.send(
        Object.fromEntries(
          found.map(([id, { missing, ancestors }]) => [
            id,
            { missing, ...(ancestors.length > 0 ? { possible_ancestors: ancestors } : {}) },
          ]),
        ),
      );
    });
  }
}
