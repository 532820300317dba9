/** `GET /backup` on the server's own socket: the file as it is to be written. */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../../context.ts';
import { backupContent } from './content.ts';
import { sealed } from './seal.ts';

export function registerBackup(app: FastifyInstance, { stores, now, log }: Context): void {
  app.get('/backup', async (_request, reply) => {
    const file = Readable.from(sealed(backupContent(stores, now())), { objectMode: false });
    file.on('error', (err) => log.warn({ err }, 'a backup broke off'));
    return reply.type('application/gzip').send(file);
  });
}
