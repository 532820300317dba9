/**
 * Enough is enough: what would only make everybody wait is put off with 503 and Retry-After, at once and before it has
 * cost anything, and devices keep what they have and come again. Invariants: of each kind no more than its limit is
 * being worked on; what is slow to arrive holds no place; signs of life, metrics and the app's own files are always
 * answered.
 *
 * How late the event loop is was tried as a second sign (@fastify/under-pressure) and left out: with these limits it
 * put off 18 of 14,000 requests at four times the load, and on a machine that does something else it put off the only one.
 *
 * A place is taken when the body has come (a phone on a thin line may take minutes) and given back when the answer is
 * made; for a pull, whose answer is made while it is sent, when that ends.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail, refuse } from './errors.ts';

export interface Limits {
  /** pushes that are being admitted at a time */
  readonly pushes: number;
  /** pulls that are being sent at a time: each holds a batch of documents */
  readonly pulls: number;
  /** everything else of the API at a time */
  readonly others: number;
}
/** Measured (docs/running.md): of 700 busy devices' requests hardly one is put off, four times as many stay within 600 MB. */
export const limits: Limits = { pushes: 64, pulls: 32, others: 64 };

/** Seconds: devices that are put off together come again spread over these. */
const [SOONEST, LATEST] = [1, 5];

type Kind = 'pushes' | 'pulls' | 'others';

/** Signs of life; and what waits more than it works: events, feeds of changes, bytes that come slowly. */
const LONG_OR_VITAL = /^\/api\/health(\/|$)|^\/sync\/(events|blob\/.*|[^/]+\/_changes)\/?$/;

function kindOf(request: FastifyRequest): Kind | null {
  const path = request.url.split('?', 1)[0] ?? '';
  if (path.startsWith('/sync/redress_data/_bulk_docs')) return 'pushes';
  if (path.startsWith('/sync/pull')) return 'pulls';
  if (LONG_OR_VITAL.test(path)) return null;
  return path.startsWith('/api/') || path.startsWith('/sync/') ? 'others' : null;
}

/** @param onShed told of each @param random 0 ≤ x < 1 */
export function withBackpressure(
  app: FastifyInstance,
  most: Limits,
  onShed: (kind: Kind) => void,
  random: () => number = Math.random,
): void {
  const busy: Record<Kind, number> = { pushes: 0, pulls: 0, others: 0 };
  const places = new WeakMap<FastifyRequest, () => void>();
  const shed = (reply: FastifyReply, kind: Kind): FastifyReply => {
    onShed(kind);
    const retryAfter = SOONEST + Math.floor(random() * (LATEST - SOONEST + 1));
    return refuse(reply, fail('server.busy', { retryAfter }));
  };

  app.addHook('onRequest', async (request, reply) => {
    const kind = kindOf(request);
    return kind !== null && busy[kind] >= most[kind] ? shed(reply, kind) : undefined;
  });
  app.addHook('preHandler', async (request, reply) => {
    const kind = kindOf(request);
    if (kind === null) return undefined;
    if (busy[kind] >= most[kind]) return shed(reply, kind);
    busy[kind] += 1;
    let held = true;
    const leave = (): void => {
      if (held) busy[kind] -= 1;
      held = false;
    };
    if (kind === 'pulls') reply.raw.once('close', leave);
    else places.set(request, leave);
    return undefined;
  });
  app.addHook('onSend', async (request) => places.get(request)?.());
}
