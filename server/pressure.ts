/**
 * Enough is enough: what would only make everybody wait is put off with 503 and Retry-After, at once and before it has
 * cost anything, and devices keep what they have and come again. Invariants: of each kind no more than its limit is
 * being worked on; what is slow to arrive holds no place; signs of life, metrics and the app's own files are always
 * answered.
 *
 * A place is taken when the body has come (a phone on a thin line may take minutes) and given back when the answer is
 * made; for a pull, whose answer is made while it is sent, when that ends.
 */
import underPressure from '@fastify/under-pressure';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { fail, refuse } from './errors.ts';

export interface Limits {
  /** pushes that are being admitted at a time */
  readonly pushes: number;
  /** pulls that are being sent at a time: each holds a batch of documents */
  readonly pulls: number;
  /** everything else of the API at a time */
  readonly others: number;
  /** milliseconds by which the event loop may be late on average before new work is put off */
  readonly delay: number;
}
/** With these, 700 devices are served without one being put off, and four times as many within the memory budget. */
export const limits: Limits = { pushes: 64, pulls: 32, others: 64, delay: 1_000 };

/** Milliseconds over which the event loop's delay is averaged. */
const SAMPLE = 500;
/** Seconds: devices that are put off together come again spread over these. */
const [SOONEST, LATEST] = [1, 5];

type Kind = 'pushes' | 'pulls' | 'others';
type Reason = Kind | 'delay';

/** Signs of life; and what waits more than it works: events, feeds of changes, bytes that come slowly. */
const LONG_OR_VITAL = /^\/api\/health(\/|$)|^\/sync\/(events|blob\/.*|[^/]+\/_changes)\/?$/;

function kindOf(request: FastifyRequest): Kind | null {
  const path = request.url.split('?', 1)[0] ?? '';
  if (path.startsWith('/sync/redress_data/_bulk_docs')) return 'pushes';
  if (path.startsWith('/sync/pull')) return 'pulls';
  if (LONG_OR_VITAL.test(path)) return null;
  return path.startsWith('/api/') || path.startsWith('/sync/') ? 'others' : null;
}

/** @param onShed told why, each time @param random 0 ≤ x < 1 */
export async function withBackpressure(
  app: FastifyInstance,
  most: Limits,
  onShed: (reason: Reason) => void,
  random: () => number = Math.random,
): Promise<void> {
  const busy: Record<Kind, number> = { pushes: 0, pulls: 0, others: 0 };
  const places = new WeakMap<FastifyRequest, () => void>();
  const shed = (reply: FastifyReply, reason: Reason): FastifyReply => {
    onShed(reason);
    const retryAfter = SOONEST + Math.floor(random() * (LATEST - SOONEST + 1));
    return refuse(reply, fail('server.busy', { retryAfter }));
  };

  await app.register(underPressure, {
    maxEventLoopDelay: most.delay,
    sampleInterval: SAMPLE,
    // it would put off signs of life as well: we ask it below, for what we mean to put off
    pressureHandler: () => undefined,
  });
  app.addHook('onRequest', async (request, reply) => {
    const kind = kindOf(request);
    if (kind === null) return undefined;
    if (busy[kind] >= most[kind]) return shed(reply, kind);
    return app.isUnderPressure() ? shed(reply, 'delay') : undefined;
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
