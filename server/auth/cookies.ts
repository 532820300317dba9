/**
 * Where a request carries its session. `__Host-` and `Secure` also on plain http: browsers take them from this
 * machine (Chromium 156 on `localhost` and on `127.0.0.1`: a test tries it), and from elsewhere there is TLS.
 */
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

export const PERSON_COOKIE = '__Host-redress';
export const KIOSK_COOKIE = '__Host-redress-kiosk';

const OPTIONS: CookieSerializeOptions = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' };
/** Seconds. The server decides when a session ends; the cookie only survives a restart of the browser until then. */
const MAX_AGE = { [PERSON_COOKIE]: 14 * 86_400, [KIOSK_COOKIE]: 365 * 86_400 } as const;
type CookieName = keyof typeof MAX_AGE;

export function giveCookie(reply: FastifyReply, name: CookieName, token: string): void {
  void reply.setCookie(name, token, { ...OPTIONS, maxAge: MAX_AGE[name] });
}
export function takeCookie(reply: FastifyReply, name: CookieName): void {
  void reply.clearCookie(name, OPTIONS);
}

export interface Presented {
  readonly token: string;
  /** how it came; a bearer may be either kind of session */
  readonly by: 'bearer' | typeof PERSON_COOKIE | typeof KIOSK_COOKIE;
}

/**
 * A bearer goes first: whoever sends one means it. Of two cookies, which one browser profile should never hold, the
 * kiosk's counts: it may do less.
 */
export function presented(request: FastifyRequest): Presented | null {
  const bearer = /^Bearer ([^\s]+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return { token: bearer, by: 'bearer' };
  for (const name of [KIOSK_COOKIE, PERSON_COOKIE] as const) {
    const token = request.cookies[name];
    if (token !== undefined && token !== '') return { token, by: name };
  }
  return null;
}
