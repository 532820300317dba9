/**
 * How failures are said to stock PouchDB and CouchDB clients: `{"error", "reason"}` with CouchDB's own words and status.
 * Unknown and forbidden databases, and documents out of scope, answer as what is not there does.
 *
 * @see https://docs.couchdb.org/en/stable/json-structure.html#couchdb-error-status
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { codeOf } from '../../errors.ts';
import type { ProblemCode } from '../../errors.ts';

export interface CouchFailure {
  readonly status: number;
  readonly error: string;
  readonly reason: string;
}

export const unauthorized: CouchFailure = {
  status: 401,
  error: 'unauthorized',
  reason: 'Sign in with POST /api/session/token and send the token as a bearer.',
};
export const noDatabase: CouchFailure = {
  status: 404,
  error: 'not_found',
  reason: 'Database does not exist.',
};
export const missing: CouchFailure = { status: 404, error: 'not_found', reason: 'missing' };
export const notServed: CouchFailure = {
  status: 403,
  error: 'forbidden',
  reason: 'Only replication and reading by id are served here.',
};
export const pushOnly: CouchFailure = {
  status: 403,
  error: 'forbidden',
  reason: 'This account pushes to this database and reads nothing of it.',
};
export const tooMany: CouchFailure = {
  status: 413,
  error: 'too_large',
  reason: 'Too many ids or revisions in one request.',
};
export const badQuery = (reason: string): CouchFailure => ({
  status: 400,
  error: 'query_parse_error',
  reason,
});
export const badRequest = (reason: string): CouchFailure => ({ status: 400, error: 'bad_request', reason });

export function deny(reply: FastifyReply, { status, error, reason }: CouchFailure): FastifyReply {
  return reply.code(status).type('application/json; charset=utf-8').send({ error, reason });
}

const OF_CODES: Partial<Record<ProblemCode, Omit<CouchFailure, 'reason'>>> = {
  'server.json': { status: 400, error: 'bad_request' },
  'server.request': { status: 400, error: 'bad_request' },
  'server.tooLarge': { status: 413, error: 'too_large' },
  'server.mediaType': { status: 415, error: 'bad_content_type' },
  'rate.limited': { status: 429, error: 'too_many_requests' },
  'store.full': { status: 507, error: 'insufficient_storage' },
  'store.conflict': { status: 409, error: 'conflict' },
  'store.unavailable': { status: 503, error: 'service_unavailable' },
  'server.stopping': { status: 503, error: 'service_unavailable' },
};

/** What is thrown on the way, said CouchDB's way; the reason is our own stable code. */
export function onStandardError(
  error: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const code = codeOf(error);
  if (code === 'server.failed')
    request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
  if (code === 'store.unavailable') void reply.header('retry-after', '5');
  const known = OF_CODES[code] ?? { status: 500, error: 'internal_server_error' };
  return deny(reply, { ...known, reason: code });
}
