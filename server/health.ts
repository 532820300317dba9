/** `GET /api/health`: alive, and able to serve. Says nothing else. */
import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { refuse } from './errors.ts';

export function registerHealth(app: FastifyInstance, { stores }: Context): void {
  app.get('/api/health', async (_request, reply) => {
    try {
      await Promise.all([stores.data.info(), stores.accounts.info()]);
    } catch {
      return refuse(reply, 'store.unavailable');
    }
    return reply.send({ ok: true });
  });
}
