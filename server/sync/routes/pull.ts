/** `GET /sync/pull?since=<token>`: the caller's scope, or what changed of it, as lines of JSON. */
import { Readable } from 'node:stream';
import { createGzip, constants } from 'node:zlib';
import type {} from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { admit } from '../../auth/guard.ts';
import { refuse } from '../../errors.ts';
import { parse } from '../../schema.ts';
import { pull } from '../pull.ts';
import type { SyncServices } from '../sync.ts';
import type { PullLine } from '../../contract/sync.ts';

const query = v.looseObject({ since: v.optional(v.pipe(v.string(), v.maxLength(16_000, 'tooLong'))) });
/** Characters that are gathered before they are handed on: many short lines make slow chunks. */
const CHUNK = 64 * 1024;

async function* chunks(lines: AsyncIterable<PullLine>): AsyncIterable<string> {
  let text = '';
  for await (const line of lines) {
    text += `${JSON.stringify(line)}\n`;
    if (text.length < CHUNK && !('checkpoint' in line)) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}

export function pullRoutes(app: FastifyInstance, services: SyncServices): void {
  app.get('/sync/pull', { compress: false }, async (request, reply) => {
    const caller = await admit(services.context, request, reply);
    if (caller === null) return reply;
    const asked = parse(query, request.query);
    if (!asked.ok) return refuse(reply, asked);
    if (caller.device) services.contacts.note(caller.device.id);
    const { since: token } = asked.value;
    const opened = token === undefined ? null : (services.sealer.open(token) ?? 'unreadable');
    const since =
      opened !== null && opened !== 'unreadable' && opened.of !== undefined ? 'unreadable' : opened;
    const lines = Readable.from(chunks(pull(services, caller, since)), { objectMode: false });
    void reply.type('application/x-ndjson; charset=utf-8').header('cache-control', 'no-store');
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(lines);
    // Quickest level: the link is rarely slower than the phone that unpacks; each batch is flushed for it to begin.
    const gzip = createGzip({ level: 1, flush: constants.Z_SYNC_FLUSH });
    lines.on('error', (error) => gzip.destroy(error));
    gzip.on('close', () => lines.destroy());
    void reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding');
    return reply.send(lines.pipe(gzip));
  });
}
