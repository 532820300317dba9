/**
 * A cookie travels by itself, so whoever comes with one must come from our own page: `SameSite=Strict` keeps other
 * sites out, but `localhost` on another port and a neighbour below our domain are the same site.
 */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLoopback } from '../config.ts';
import type { Config } from '../config.ts';
import { refuse } from '../errors.ts';
import { presented } from './cookies.ts';

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Our address as this request's browser sees it. */
export const originOf = (config: Pick<Config, 'origin'>, request: FastifyRequest): string =>
  config.origin ?? `${request.protocol}://${request.host}`;

function comesFromUs(config: Pick<Config, 'origin'>, request: FastifyRequest): boolean {
  const cookie = presented(request)?.by.startsWith('__Host-') ?? false;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  if (!WRITES.has(request.method))
    return !cookie || site === undefined || site === 'same-origin' || site === 'none';
  // a write from another page is refused without a cookie too: it could sign somebody in as somebody else
  return origin === undefined ? !cookie : origin === originOf(config, request);
}

/**
 * Plain http is for this machine and for a proxy; a name that isn't ours means that somebody's name server points at
 * us (DNS rebinding), and then the browser takes their page for our own.
 */
function isOurName(config: Pick<Config, 'host' | 'origin' | 'tls'>, request: FastifyRequest): boolean {
  if (
    isLoopback(request.hostname) ||
    (config.origin !== null && request.host === new URL(config.origin).host)
  )
    return true;
  return !isLoopback(config.host);
}

/** A hook for what is under `/api` and `/sync`. */
export function onlyFromUs(config: Pick<Config, 'host' | 'origin' | 'tls'>) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    if (!isOurName(config, request)) return refuse(reply, 'server.host');
    return comesFromUs(config, request) ? undefined : refuse(reply, 'session.origin');
  };
}
