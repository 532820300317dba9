/** `POST /import` on the server's own socket. */
import { Readable } from 'node:stream';
import * as v from 'valibot';
import type { FastifyInstance } from 'fastify';
import type { Cases } from '../../cases/cases.ts';
import { fail, refuse } from '../../errors.ts';
import { parse } from '../../schema.ts';
import { importFile } from './import-file.ts';
import { mapping } from './mapping.ts';
import { firstLine, IMPORT_TYPE } from './wire.ts';
import type { ImportLine } from './wire.ts';

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function registerImport(app: FastifyInstance, cases: Cases): void {
  // The file is read as it comes, never as a whole.
  app.addContentTypeParser(IMPORT_TYPE, (_request, payload, done) => done(null, payload));
  app.post<{ Querystring: { dryRun?: string }; Body: Readable }>('/import', async (request, reply) => {
    const first = await firstLine(request.body);
    if (first === null)
      return refuse(reply, fail('schema.invalid', { fields: [{ field: 'mapping', rule: 'required' }] }));
    const checked = parse(mapping, parsedJson(first.line));
    if (!checked.ok) return refuse(reply, checked);

    const answer = new Readable({ read: () => undefined });
    const tell = (line: ImportLine): void => void answer.push(`${JSON.stringify(line)}\n`);
    const dryRun = v.is(v.literal('1'), request.query.dryRun);
    importFile(cases, {
      mapping: checked.value,
      bytes: first.rest,
      dryRun,
      onProgress: (progress) => tell({ progress }),
      onRefused: (refused) => tell({ refused }),
    })
      .then((result) => tell({ result }))
      .catch((error: unknown) => {
        request.log.warn({ err: error }, 'an import broke off');
        tell({ failed: error instanceof Error ? error.message : String(error) });
      })
      .finally(() => answer.push(null));
    return reply.type('application/x-ndjson').send(answer);
  });
}
