/**
 * `/sync/<db>` for stock PouchDB and CouchDB clients: replication in both directions and reading by id, each within the
 * caller's scope. What is not listed here is refused; nothing is allowed by default.
 */
import type { FastifyInstance } from 'fastify';
import type { SyncServices } from '../sync.ts';
import { allDocsRoutes } from './all-docs.ts';
import { bulkGetRoutes } from './bulk-get.ts';
import { changesRoutes } from './changes.ts';
import { documentRoutes } from './documents.ts';
import { enter } from './doors.ts';
import { deny, noDatabase, notServed, onStandardError, unauthorized } from './failure.ts';
import { localRoutes } from './local.ts';
import { sequenceNow } from './pages.ts';
import { BadQuery } from './query.ts';
import { revsDiffRoutes } from './revs-diff.ts';

export function standardRoutes(parent: FastifyInstance, services: SyncServices): void {
  void parent.register(async (app) => {
    const closing = new AbortController();
    app.addHook('preClose', async () => closing.abort());
    app.setErrorHandler((error: Error, request, reply) =>
      error instanceof BadQuery
        ? deny(reply, error.failure)
        : onStandardError(error as Parameters<typeof onStandardError>[0], request, reply),
    );
    const json = app.getDefaultJsonParser('error', 'error');
    app.removeContentTypeParser('application/json');
    // CouchDB's replicator says that it sends JSON where it sends nothing.
    app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) =>
      body === '' ? done(null, undefined) : json(request, body, done),
    );

    app.get('/sync/:db', async (request, reply) => {
      const view = await enter(services, request, reply);
      if (view === null) return reply;
      const { db } = request.params as { db: string };
      return reply.send({
        db_name: db,
        doc_count: view.readsNothing ? 0 : view.ids().length,
        doc_del_count: 0,
        update_seq: await sequenceNow(view),
        purge_seq: 0,
        compact_running: false,
        instance_start_time: '0',
        disk_format_version: 8,
      });
    });
    // What is confirmed is on the disk already.
    app.post('/sync/:db/_ensure_full_commit', async (request, reply) => {
      const view = await enter(services, request, reply);
      return view === null ? reply : reply.code(201).send({ ok: true, instance_start_time: '0' });
    });
    changesRoutes(app, services, closing.signal);
    allDocsRoutes(app, services);
    bulkGetRoutes(app, services);
    revsDiffRoutes(app, services);
    localRoutes(app, services);
    documentRoutes(app, services);

    const refused = async (request: Parameters<typeof enter>[1], reply: Parameters<typeof enter>[2]) =>
      (await enter(services, request, reply)) === null ? reply : deny(reply, notServed);
    const writes = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
    app.route({ method: [...writes], url: '/sync/:db', handler: refused });
    app.route({ method: [...writes], url: '/sync/:db/:id', handler: refused });
    for (const special of served) app.route({ method: 'GET', url: `/sync/:db/${special}`, handler: refused });
    app.get('/sync', async (request, reply) =>
      deny(reply, (await services.context.identities.caller(request)) === null ? unauthorized : noDatabase),
    );
  });
}

/** CouchDB's own paths that are no documents, and are not here. */
const served = [
  '_find',
  '_index',
  '_index/*',
  '_explain',
  '_security',
  '_design_docs',
  '_local_docs',
  '_purge',
  '_purged_infos',
  '_purged_infos_limit',
  '_revs_limit',
  '_shards',
  '_shards/*',
  '_partition/*',
  '_auto_purge',
] as const;
