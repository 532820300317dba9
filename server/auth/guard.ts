/** Who may come in: what every handler asks first. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { may } from '../../src/domain/permissions.ts';
import type { Action } from '../../src/domain/permissions.ts';
import type { Context } from '../context.ts';
import { refuse } from '../errors.ts';
import { KIOSK_COOKIE, PERSON_COOKIE, presented, takeCookie } from './cookies.ts';
import type { Caller } from './identity.ts';

/** Answers a request without a session that holds: there was one once, or there never was. */
export function refuseNobody(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const carried = presented(request);
  if (carried === null) return refuse(reply, 'session.required');
  if (carried.by === PERSON_COOKIE || carried.by === KIOSK_COOKIE) takeCookie(reply, carried.by);
  return refuse(reply, 'session.expired');
}

/** @returns null: the request has been answered */
export async function admit(
  context: Pick<Context, 'identities'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | null> {
  const caller = await context.identities.caller(request);
  if (caller === null) refuseNobody(request, reply);
  return caller;
}

/** The same, for what the permissions allow whatever it is done to. */
export async function admitTo(
  action: Action,
  context: Pick<Context, 'identities'>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | null> {
  const caller = await admit(context, request, reply);
  if (caller === null || may(caller.actor, action)) return caller;
  refuse(reply, 'scope.forbidden');
  return null;
}
