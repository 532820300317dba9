/** `/api/kiosk`: a browser becomes a kiosk by a one-time code, and asks what it is. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { enrolKiosk } from '../contract/session.ts';
import { fail, failField, refuse } from '../errors.ts';
import { parse } from '../schema.ts';
import type { Auth } from './auth.ts';
import { KIOSK_COOKIE, PERSON_COOKIE, giveCookie, presented, takeCookie } from './cookies.ts';
import { refuseNobody } from './guard.ts';
import { redeemCode } from './kiosks.ts';
import { readPublicKey } from './public-key.ts';
import { kioskInfo } from './session-info.ts';

export function registerKiosk(app: FastifyInstance, context: Context, auth: Auth): void {
  const { sessions, directory, attempts, audit } = auth;

  app.post('/api/kiosk', async (request, reply) => {
    const input = parse(enrolKiosk, request.body);
    if (!input.ok) return refuse(reply, input);
    const key = readPublicKey(input.value.publicKey);
    if (key === null) return refuse(reply, failField('publicKey', 'key.public'));
    const person = request.cookies[PERSON_COOKIE];
    if (person !== undefined && (await sessions.liveByToken(person)) !== null)
      return refuse(reply, 'session.personProfile');

    const guess = { login: null, address: request.ip };
    const allowed = await attempts.begin(guess);
    if (!allowed.ok) return refuse(reply, fail('session.locked', { retryAfter: allowed.retryAfter }));
    const redeemed = await redeemCode(context, input.value.code, key);
    if (!redeemed.ok) {
      await audit.record([{ act: 'kiosk.refused', by: null, to: null, detail: { address: request.ip } }]);
      return refuse(reply, redeemed);
    }
    await attempts.succeeded(guess);
    const kiosk = redeemed.value;
    await audit.record([
      { act: 'kiosk.enrolled', by: kiosk._id, to: kiosk._id, detail: { address: request.ip } },
    ]);
    await directory.reread('accounts', [kiosk._id]);
    const before = await sessions.live(request);
    if (before !== null && before.account === null) await sessions.end(before.session);
    giveCookie(reply, KIOSK_COOKIE, await sessions.open(kiosk));
    const info = kioskInfo(directory, kiosk);
    return info === null ? refuse(reply, 'organisation.notFound') : reply.send(info);
  });

  app.get('/api/kiosk', async (request, reply) => {
    const live = await sessions.live(request);
    if (live === null) return refuseNobody(request, reply);
    if (live.account !== null) return refuse(reply, 'session.personProfile');
    const carried = presented(request);
    // browsers keep a cookie for 400 days at most, from when it was last given
    if (carried?.by === KIOSK_COOKIE) giveCookie(reply, KIOSK_COOKIE, carried.token);
    const info = kioskInfo(directory, live.device);
    return info === null ? refuse(reply, 'organisation.notFound') : reply.send(info);
  });

  // The browser is anybody's again; the device stays enrolled until an administrator withdraws it.
  app.delete('/api/kiosk', async (request, reply) => {
    const live = await sessions.live(request);
    if (live !== null && live.account !== null) return refuse(reply, 'session.personProfile');
    if (live !== null) {
      await audit.record([{ act: 'kiosk.left', by: live.device._id, to: live.device._id }]);
      await sessions.end(live.session);
    }
    takeCookie(reply, KIOSK_COOKIE);
    return reply.code(204).send();
  });
}
