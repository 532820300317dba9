/** `/api/session`: sign in, who am I, another password, sign out. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { changePassword, signIn } from '../contract/session.ts';
import type { SessionToken } from '../contract/session.ts';
import { fail, refuse } from '../errors.ts';
import { parse } from '../schema.ts';
import type { AccountDoc } from './account.ts';
import { changeAccount } from './accounts.ts';
import type { Auth } from './auth.ts';
import { KIOSK_COOKIE, PERSON_COOKIE, giveCookie, presented, takeCookie } from './cookies.ts';
import { refuseNobody } from './guard.ts';
import { hashPassword, passwordFits } from './password.ts';
import { sessionEnd } from './session.ts';
import { sessionInfo } from './session-info.ts';
import { checkSignIn } from './sign-in.ts';

/** A browser that is a kiosk is nobody's: what it holds must not meet a person's. */
export async function inKioskProfile({ sessions }: Auth, request: FastifyRequest): Promise<boolean> {
  const token = request.cookies[KIOSK_COOKIE];
  return token !== undefined && (await sessions.liveByToken(token)) !== null;
}

/** Opens a session in place of the one the browser has. Also how a set-up ends. */
export async function beginSession(
  context: Context,
  { sessions, directory }: Auth,
  request: FastifyRequest,
  reply: FastifyReply,
  account: AccountDoc,
): Promise<FastifyReply> {
  await directory.reread('accounts', [account._id]);
  const before = presented(request)?.by === PERSON_COOKIE ? await sessions.live(request) : null;
  if (before !== null) await sessions.end(before.session);
  const token = await sessions.open(account);
  const live = await sessions.liveByToken(token);
  if (live === null || live.account === null) return refuse(reply, 'session.expired');
  giveCookie(reply, PERSON_COOKIE, token);
  return reply.send(sessionInfo(directory, live, context.now()));
}

export function registerSession(app: FastifyInstance, context: Context, auth: Auth): void {
  const { sessions, directory, attempts, audit } = auth;

  app.post('/api/session', async (request, reply) => {
    const input = parse(signIn, request.body);
    if (!input.ok) return refuse(reply, input);
    if (await inKioskProfile(auth, request)) return refuse(reply, 'session.kioskProfile');
    const checked = await checkSignIn(context, auth, input.value, request.ip);
    return checked.ok ? beginSession(context, auth, request, reply, checked.value) : refuse(reply, checked);
  });

  app.post('/api/session/token', async (request, reply) => {
    const input = parse(signIn, request.body);
    if (!input.ok) return refuse(reply, input);
    const checked = await checkSignIn(context, auth, input.value, request.ip);
    if (!checked.ok) return refuse(reply, checked);
    const token = await sessions.open(checked.value);
    const caller = await sessions.liveByToken(token);
    if (caller === null) return refuse(reply, 'session.expired');
    const answer: SessionToken = { token, expires: sessionEnd(caller.session) };
    return reply.send(answer);
  });

  app.get('/api/session', async (request, reply) => {
    const live = await sessions.live(request);
    if (live === null) return refuseNobody(request, reply);
    if (live.account === null) return refuse(reply, 'session.kioskProfile');
    return reply.send(sessionInfo(directory, live, context.now()));
  });

  app.post('/api/session/password', async (request, reply) => {
    const live = await sessions.live(request);
    if (live === null) return refuseNobody(request, reply);
    const { account, session } = live;
    if (account === null) return refuse(reply, 'session.kioskProfile');
    const input = parse(changePassword, request.body);
    if (!input.ok) return refuse(reply, input);

    const guess = { login: account.login, address: request.ip };
    const allowed = await attempts.begin(guess);
    if (!allowed.ok) return refuse(reply, fail('session.locked', { retryAfter: allowed.retryAfter }));
    if (!(await passwordFits(account.hash, input.value.current))) {
      await audit.record([{ act: 'password.refused', by: account._id, to: account._id }]);
      return refuse(reply, 'session.wrongPassword');
    }
    await attempts.succeeded(guess);
    await audit.record([{ act: 'password.changed', by: account._id, to: account._id }]);
    const password = { hash: await hashPassword(input.value.next), temporary: false };
    const changed = await changeAccount(context, account._id, { password }, null);
    if (!changed.ok) return refuse(reply, changed);
    // every session has ended, this one too; the browser goes on with a new one, and with its device
    await directory.reread('accounts', [account._id]);
    const token = await sessions.open(changed.value, session.device);
    const next = await sessions.liveByToken(token);
    if (next === null || next.account === null) return refuse(reply, 'session.expired');
    giveCookie(reply, PERSON_COOKIE, token);
    return reply.send(sessionInfo(directory, next, context.now()));
  });

  app.delete('/api/session', async (request, reply) => {
    const live = await sessions.live(request);
    if (live?.account === null) return refuse(reply, 'session.kioskProfile');
    if (live !== null) {
      await audit.record([{ act: 'session.closed', by: live.account._id, to: null }]);
      await sessions.end(live.session);
    }
    takeCookie(reply, PERSON_COOKIE);
    return reply.code(204).send();
  });
}
