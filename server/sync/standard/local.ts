/**
 * `GET`, `PUT`, `DELETE /sync/<db>/_local/<id>`: where a standard client keeps how far it got. They belong to the device,
 * or to the account where a session has none, and to nobody else. All of one owner are in one document, the oldest are
 * forgotten, so nobody fills the store with them.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isTooDeep } from '../../../src/domain/depth.ts';
import type { SyncServices } from '../sync.ts';
import { enter } from './doors.ts';
import { badRequest, deny, missing, tooMany } from './failure.ts';
import type { ScopeView } from './scope-view.ts';

/** Each replication has one for each direction. */
const MOST = 16;
/** Bytes of JSON: CouchDB's replicator keeps fifty sessions in one. */
const LARGEST = 128 * 1024;

interface Params {
  readonly db: string;
  readonly id: string;
}
interface Kept {
  readonly version: number;
  readonly value: Readonly<Record<string, unknown>>;
}
type All = Readonly<Record<string, Kept>>;

const nameOf = ({ caller }: ScopeView): string => `client:${caller.device?.id ?? caller.via}`;

async function all(view: ScopeView): Promise<All> {
  return ((await view.store.getLocal(nameOf(view)))?.['kept'] as All | undefined) ?? {};
}
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function localRoutes(app: FastifyInstance, services: SyncServices): void {
  const { mutex } = services.cases;
  const path = '/sync/:db/_local/:id';

  app.get<{ Params: Params }>(path, async (request, reply) => {
    const view = await enter(services, request, reply);
    if (view === null) return reply;
    const { id } = request.params;
    const kept = await all(view);
    const one = Object.hasOwn(kept, id) ? kept[id] : undefined;
    if (one === undefined) return deny(reply, missing);
    return reply.send({ ...one.value, _id: `_local/${id}`, _rev: `0-${one.version}` });
  });

  const change = async (
    request: FastifyRequest,
    reply: FastifyReply,
    value: Record<string, unknown> | null,
  ): Promise<FastifyReply> => {
    const view = await enter(services, request, reply);
    if (view === null) return reply;
    const { id } = request.params as Params;
    if (value !== null && Buffer.byteLength(JSON.stringify(value)) > LARGEST) return deny(reply, tooMany);
    const version = await mutex.run(nameOf(view), async () => {
      const kept = await all(view);
      const others = Object.entries(kept).filter(([name]) => name !== id);
      const next = ((Object.hasOwn(kept, id) ? kept[id] : undefined)?.version ?? 0) + 1;
      const left =
        value === null ? others : [...others.slice(1 - MOST), [id, { version: next, value }] as const];
      await view.store.putLocal(nameOf(view), { kept: Object.fromEntries(left) });
      return next;
    });
    return reply
      .code(value === null ? 200 : 201)
      .send({ ok: true, id: `_local/${id}`, rev: `0-${value === null ? 0 : version}` });
  };
  app.put(path, async (request, reply) => {
    if (!isObject(request.body) || isTooDeep(request.body))
      return deny(reply, badRequest('A document is an object, and not nested without end.'));
    const { _id, _rev, ...value } = request.body;
    return change(request, reply, value);
  });
  app.delete(path, (request, reply) => change(request, reply, null));
}
