/**
 * `GET /api/health/live`: the process answers; whoever starts it again when it doesn't asks this. `GET
 * /api/health/ready` (and `/api/health`): it serves; a balancer that sends devices elsewhere asks this. They say
 * nothing else.
 */
import type { FastifyInstance } from 'fastify';
import type { Context } from './context.ts';
import { refuse } from './errors.ts';
import type { Life } from './life.ts';

export function registerHealth(app: FastifyInstance, { stores }: Context, life: Life): void {
  app.get('/api/health/live', async (_request, reply) => reply.send({ ok: true }));
  for (const path of ['/api/health', '/api/health/ready']) {
    app.get(path, async (_request, reply) => {
      if (life.stopping) return refuse(reply, 'server.stopping');
      try {
        await Promise.all([stores.data.info(), stores.accounts.info()]);
      } catch {
        return refuse(reply, 'store.unavailable');
      }
      return reply.send({ ok: true });
    });
  }
}
