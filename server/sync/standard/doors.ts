/** Who comes in, and to which database: asked first on every path that a standard client knows. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '../../../src/domain/actor.ts';
import type { SyncServices } from '../sync.ts';
import { deny, noDatabase, pushOnly, unauthorized } from './failure.ts';
import { databases, ScopeView } from './scope-view.ts';
import type { Database } from './scope-view.ts';

/** Whose work or reading is in which database; for everybody else it is as if it were not there. */
const open: Readonly<Record<Database, readonly Role[]>> = {
  data: ['field', 'manager', 'kiosk'],
  registry: ['field', 'manager', 'analyst', 'admin', 'kiosk'],
};

/** @returns null: the request has been answered */
export async function enter(
  services: SyncServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ScopeView | null> {
  const caller = await services.context.identities.caller(request);
  if (caller === null) {
    deny(reply, unauthorized);
    return null;
  }
  const { db } = request.params as { db: string };
  const database = Object.hasOwn(databases, db) ? databases[db as keyof typeof databases] : null;
  if (database === null || !open[database].includes(caller.actor.role)) {
    deny(reply, noDatabase);
    return null;
  }
  return new ScopeView(services, database, caller);
}

/** The same, for what reads documents. */
export async function enterToRead(
  services: SyncServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ScopeView | null> {
  const view = await enter(services, request, reply);
  if (view === null || !view.readsNothing) return view;
  deny(reply, pushOnly);
  return null;
}
