/** `GET /metrics`, for Prometheus: from this machine, or with the token that the operator has set. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Registry } from 'prom-client';
import { digest, sameDigest } from '../../auth/secret.ts';
import { isLoopback } from '../../config.ts';
import type { Config } from '../../config.ts';
import { refuse } from '../../errors.ts';

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'];
const OWN = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;

/**
 * What comes through a proxy on this machine comes from this machine too. So a server that has a proxy (`origin`), or
 * listens beyond this machine, asks for the token whoever calls.
 */
function isFromHere({ config, request }: { config: Config; request: FastifyRequest }): boolean {
  return (
    config.origin === null &&
    isLoopback(config.host) &&
    isLoopback(request.hostname) &&
    OWN.test(request.socket.remoteAddress ?? '') &&
    FORWARDED.every((name) => request.headers[name] === undefined)
  );
}

function hasToken({ config, request }: { config: Config; request: FastifyRequest }): boolean {
  const [, token = ''] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  return config.metricsToken !== null && sameDigest(digest(token), digest(config.metricsToken));
}

export function registerMetrics(app: FastifyInstance, config: Config, registry: Registry): void {
  app.get('/metrics', { compress: false }, async (request, reply) => {
    // to anybody else there is no such page
    if (!isFromHere({ config, request }) && !hasToken({ config, request }))
      return refuse(reply, 'server.notFound');
    return reply
      .type(registry.contentType)
      .header('cache-control', 'no-store')
      .send(await registry.metrics());
  });
}
