/** `POST /sync/<db>/_bulk_get`: documents by id, and by revision as far as it is the leaf's or an ancestor's. */
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import type { SyncServices } from '../sync.ts';
import { enterToRead } from './doors.ts';
import { badRequest, deny, tooMany } from './failure.ts';
import { leafOf, shown } from './leaf.ts';
import { Options } from './query.ts';

const MOST_DOCS = 2_000;
const body = v.looseObject({ docs: v.array(v.looseObject({ id: v.string(), rev: v.optional(v.string()) })) });

export function bulkGetRoutes(app: FastifyInstance, services: SyncServices): void {
  app.post('/sync/:db/_bulk_get', async (request, reply) => {
    const view = await enterToRead(services, request, reply);
    if (view === null) return reply;
    const parsed = v.safeParse(body, request.body);
    if (!parsed.success) return deny(reply, badRequest('The body is {"docs": [{"id", "rev"}]}.'));
    const { docs: asked } = parsed.output;
    if (asked.length > MOST_DOCS) return deny(reply, tooMany);
    const options = new Options({ query: request.query, body: null });
    const latest = options.flag('latest');
    // the same document many times is read once
    const ids = [...new Set(asked.map(({ id }) => id))];
    const found = await view.read(ids);
    const byId = new Map(ids.map((id, at) => [id, found[at] ?? null]));
    const results = asked.map(({ id, rev }) => {
      const leaf = leafOf(byId.get(id) ?? null, rev, latest);
      const error = { id, rev: rev ?? 'undefined', error: 'not_found', reason: 'missing' };
      return { id, docs: [leaf === null ? { error } : { ok: shown(leaf, options) }] };
    });
    return reply.send({ results });
  });
}
