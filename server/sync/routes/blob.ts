/**
 * `HEAD`, `PUT`, `GET /sync/blob/<sha256 hex>`: the bytes of evidence, on their own and resumable. Bytes are taken only
 * for evidence that has been admitted, and given only to whoever reads that evidence; else they are "not there".
 */
import type { IncomingMessage } from 'node:http';
import type {} from '@fastify/compress';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { actorKeys, keysMatch } from '../../../src/domain/scope.ts';
import { MAX_EVIDENCE } from '../../../src/domain/evidence.ts';
import { admit } from '../../auth/guard.ts';
import type { Caller } from '../../auth/identity.ts';
import { refuse } from '../../errors.ts';
import type { SyncServices } from '../sync.ts';

interface Params {
  readonly hash: string;
}
const HASH = /^[0-9a-f]{64}$/;
const RANGE = /^bytes ([0-9]{1,12})-([0-9]{1,12})\/([0-9]{1,12})$/;

function rangeOf(request: FastifyRequest): { from: number; total: number } | null {
  const header = request.headers['content-range'];
  if (header === undefined)
    return { from: 0, total: Number(request.headers['content-length'] ?? Number.NaN) };
  const match = RANGE.exec(header);
  return match === null ? null : { from: Number(match[1]), total: Number(match[3]) };
}

export function blobRoutes(app: FastifyInstance, { context, feed }: SyncServices): void {
  const { blobs } = context.stores;
  const reads = (caller: Caller, hash: string): boolean => {
    const keys = new Set(actorKeys(caller.actor));
    return feed.cases.withHash(hash).some(({ see }) => keysMatch(keys, see.party));
  };
  const asked = async (caller: Caller | null, hash: string): Promise<boolean> =>
    caller !== null && HASH.test(hash) && reads(caller, hash);

  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

    scope.head<{ Params: Params }>('/sync/blob/:hash', async (request, reply) => {
      const caller = await admit(context, request, reply);
      if (caller === null) return reply;
      const { hash } = request.params;
      if (!(await asked(caller, hash))) return refuse(reply, 'server.notFound');
      if (await blobs.has(hash)) return reply.code(200).send();
      return reply
        .code(206)
        .header('redress-offset', String(await blobs.offset(hash)))
        .send();
    });

    scope.put<{ Params: Params }>('/sync/blob/:hash', { bodyLimit: MAX_EVIDENCE }, async (request, reply) => {
      const caller = await admit(context, request, reply);
      if (caller === null) return reply;
      const { hash } = request.params;
      if (!(await asked(caller, hash))) return refuse(reply, 'server.notFound');
      const range = rangeOf(request);
      if (range === null || !(range.total >= 1 && range.total <= MAX_EVIDENCE))
        return refuse(reply, 'server.tooLarge');
      if (await blobs.has(hash)) return reply.code(201).send();
      const part = await blobs.append(hash, range.from, request.body as IncomingMessage);
      if (part.error === undefined && part.offset >= range.total) {
        const finished = await blobs.finish(hash, range.total);
        return finished.ok === true ? reply.code(201).send() : refuse(reply, 'blob.hash');
      }
      // 308: more is to come, from this offset.
      return reply.code(308).header('redress-offset', String(part.offset)).send();
    });

    scope.get<{ Params: Params }>('/sync/blob/:hash', { compress: false }, async (request, reply) => {
      const caller = await admit(context, request, reply);
      if (caller === null) return reply;
      const { hash } = request.params;
      const blob = (await asked(caller, hash)) ? await blobs.get(hash) : null;
      if (blob === null) return refuse(reply, 'server.notFound');
      await context.audit.record([{ act: 'evidence.read', by: caller.via, to: hash }]);
      return reply
        .type('application/octet-stream')
        .header('content-length', String(blob.size))
        .header('content-disposition', 'attachment')
        .header('cache-control', 'no-store')
        .send(blob.stream);
    });
  });
}
