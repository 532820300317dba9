/**
 * `GET /sync/events`: "something in your scope changed", as server-sent events without content: `change` (pull now) and,
 * for whoever reads reports of that region, `figures`. Ends with the session.
 */
import type {} from '@fastify/compress';
import type { FastifyInstance } from 'fastify';
import { roleMay } from '../../../src/domain/permissions.ts';
import { actorKeys, keysMatch } from '../../../src/domain/scope.ts';
import { admit } from '../../auth/guard.ts';
import type { Caller } from '../../auth/identity.ts';
import type { FeedEvent } from '../feed.ts';
import type { SyncServices } from '../sync.ts';

/** Milliseconds: changes that come together are told once, and one after the other not more often than this. */
const GATHER = 50;
const AT_MOST_EVERY = 1_000;
const HEARTBEAT = 25_000;

export function touches(keys: ReadonlySet<string>, event: FeedEvent): boolean {
  if (event.kind === 'registry') return keysMatch(keys, event.keys);
  return [event.before, event.after].some(
    ({ complaint, party }) => keysMatch(keys, complaint) || keysMatch(keys, party),
  );
}

export function eventRoutes(app: FastifyInstance, { context, feed, onFigures }: SyncServices): void {
  const { identities } = context;
  app.get('/sync/events', { compress: false }, async (request, reply) => {
    const first = await admit(context, request, reply);
    if (first === null) return reply;
    let caller: Caller = first;
    let keys = new Set(actorKeys(caller.actor));
    reply.hijack();
    const { raw } = reply;
    // What hooks have set (security headers, a renewed cookie) goes out with the hijacked answer as well.
    for (const [name, value] of Object.entries(reply.getHeaders()))
      if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(': open\n\n');

    const due = new Map<string, NodeJS.Timeout>();
    const last = new Map<string, number>();
    const tell = (name: string): void => {
      if (due.has(name)) return;
      // or a hundred records in a branch of a hundred phones would be ten thousand pulls
      const wait = Math.max(GATHER, (last.get(name) ?? -Infinity) + AT_MOST_EVERY - performance.now());
      due.set(
        name,
        setTimeout(() => {
          due.delete(name);
          last.set(name, performance.now());
          raw.write(`event: ${name}\ndata:\n\n`);
        }, wait),
      );
    };
    const review = async (): Promise<void> => {
      const now = await identities.again(caller);
      if (now === null) {
        raw.end();
        return;
      }
      const next = new Set(actorKeys(now.actor));
      if (next.size !== keys.size || [...next].some((key) => !keys.has(key))) tell('change');
      [caller, keys] = [now, next];
    };
    const reviewSoon = (): void => {
      review().catch((err: unknown) => {
        request.log.warn({ err }, 'session could not be looked up');
        raw.end();
      });
    };
    const stops = [
      feed.listen((event) => {
        if (touches(keys, event)) tell('change');
      }),
      identities.onChange(reviewSoon),
      onFigures((regions) => {
        const { role, regions: mine } = caller.actor;
        if (roleMay(role, 'report.read') && mine.some((region) => regions.has(region))) tell('figures');
      }),
    ];
    const beat = setInterval(() => {
      raw.write(': \n\n');
      reviewSoon();
    }, HEARTBEAT);
    raw.on('close', () => {
      clearInterval(beat);
      for (const timer of due.values()) clearTimeout(timer);
      for (const stop of stops) stop();
    });
    return reply;
  });
}
