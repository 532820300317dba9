/**
 * Every code that the API fails with, and its HTTP status: one table. Texts are in `locales/<language>/errors.json`
 * under the same keys. Handlers answer with `refuse`; what is thrown is a bug, or a store that failed.
 */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { FieldProblem, Problem } from './contract/problem.ts';
import { StoreError } from './store/store-error.ts';

const STATUS = {
  'session.required': 401,
  'session.expired': 401,
  'session.wrong': 401,
  'session.locked': 429,
  'session.disabled': 403,
  'session.origin': 403,
  'session.kioskProfile': 409,
  'session.personProfile': 409,
  'session.wrongPassword': 403,
  'scope.forbidden': 403,
  'schema.invalid': 422,
  'setup.done': 409,
  'setup.token': 403,
  'setup.demoLoopback': 403,
  'people.notFound': 404,
  'people.loginTaken': 409,
  'people.lastAdmin': 409,
  'people.changedMeanwhile': 409,
  'organisation.changedMeanwhile': 409,
  'organisation.notFound': 404,
  'device.notFound': 404,
  'device.otherAccount': 409,
  'device.revoked': 403,
  'kiosk.code': 403,
  'rate.limited': 429,
  'store.conflict': 409,
  'store.unavailable': 503,
  'store.full': 507,
  'blob.hash': 422,
  'quarantine.noComplaint': 409,
  'server.json': 400,
  'server.tooLarge': 413,
  'server.mediaType': 415,
  'server.notFound': 404,
  'server.host': 421,
  'server.request': 400,
  'server.stopping': 503,
  'server.busy': 503,
  'server.failed': 500,
} as const;
export type ProblemCode = keyof typeof STATUS;
export const problemCodes = Object.keys(STATUS) as readonly ProblemCode[];

/** An expected failure, as functions return it. */
export interface Failure {
  readonly ok: false;
  readonly code: ProblemCode;
  readonly fields?: readonly FieldProblem[];
  /** seconds */
  readonly retryAfter?: number;
}
export type Result<T> = { readonly ok: true; readonly value: T } | Failure;

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (code: ProblemCode, extra: Pick<Failure, 'fields' | 'retryAfter'> = {}): Failure => ({
  ok: false,
  code,
  ...extra,
});
/** One field that the schema let pass and the store's content does not. */
export const failField = (field: string, rule: string): Failure =>
  fail('schema.invalid', { fields: [{ field, rule }] });

/** Seconds until another try is worth it, where nothing better is known. */
const RETRY_AFTER: Partial<Record<ProblemCode, number>> = { 'store.unavailable': 5, 'server.stopping': 5 };

/** Answers with a problem. `return refuse(reply, 'scope.forbidden')` */
export function refuse(reply: FastifyReply, problem: ProblemCode | Failure): FastifyReply {
  const {
    code,
    fields,
    retryAfter = RETRY_AFTER[code],
  } = typeof problem === 'string' ? fail(problem) : problem;
  if (retryAfter !== undefined) void reply.header('retry-after', String(Math.ceil(retryAfter)));
  const body: Problem = {
    error: {
      code,
      ...(fields && { fields }),
      ...(retryAfter !== undefined && { retryAfter: Math.ceil(retryAfter) }),
    },
  };
  return reply.code(STATUS[code]).type('application/json; charset=utf-8').send(body);
}

/** What Fastify itself and its plugins refuse a request with. */
const OF_FASTIFY: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'server.tooLarge',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'server.mediaType',
  FST_ERR_CTP_EMPTY_TYPE: 'server.mediaType',
  FST_ERR_CTP_INVALID_JSON_BODY: 'server.json',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'server.json',
  FST_ERR_BAD_URL: 'server.request',
};

export function codeOf(error: FastifyError): ProblemCode {
  if (error instanceof StoreError) {
    return error.code === 'store.full' || error.code === 'store.conflict' ? error.code : 'store.unavailable';
  }
  const known = OF_FASTIFY[error.code];
  if (known !== undefined) return known;
  if (error.statusCode === 429) return 'rate.limited';
  if (error.statusCode === 503) return 'server.stopping';
  // `{"__proto__": …}` and what is no JSON arrive as a SyntaxError
  if (error instanceof SyntaxError && error.statusCode === 400) return 'server.json';
  return error.statusCode !== undefined && error.statusCode < 500 ? 'server.request' : 'server.failed';
}

const limitEnds = (reply: FastifyReply): number => Number(reply.getHeader('retry-after') ?? 60);

export function onError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const code = codeOf(error);
  if (code === 'server.failed')
    request.log.error({ err: error, route: request.routeOptions.url }, 'request failed');
  else if (code.startsWith('store.'))
    request.log.warn({ code, route: request.routeOptions.url }, error.message);
  // an answer that was to be a compressed stream, and failed before it began
  void reply.removeHeader('content-encoding');
  refuse(reply, code === 'rate.limited' ? fail(code, { retryAfter: limitEnds(reply) }) : code);
}
