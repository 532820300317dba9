/** `POST /api/devices`: a signed-in browser hands over the key that it signs with. */
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { enrolDevice } from '../contract/session.ts';
import type { EnrolledDevice } from '../contract/session.ts';
import { failField, refuse } from '../errors.ts';
import { parse } from '../schema.ts';
import type { Auth } from './auth.ts';
import { enrolPerson } from './devices.ts';
import { refuseNobody } from './guard.ts';
import { readPublicKey } from './public-key.ts';

export function registerDevices(
  app: FastifyInstance,
  context: Context,
  { sessions, directory, audit }: Auth,
): void {
  app.post('/api/devices', async (request, reply) => {
    const live = await sessions.live(request);
    if (live === null) return refuseNobody(request, reply);
    const { account, session } = live;
    if (account === null) return refuse(reply, 'session.kioskProfile');
    const input = parse(enrolDevice, request.body);
    if (!input.ok) return refuse(reply, input);
    const key = readPublicKey(input.value.publicKey);
    if (key === null) return refuse(reply, failField('publicKey', 'key.public'));

    const owner = { account: account._id, person: account.person };
    const enrolled = await enrolPerson(context, owner, key, input.value.label);
    if (!enrolled.ok) return refuse(reply, enrolled);
    const device = enrolled.value;
    if (session.device !== device._id) {
      await audit.record([{ act: 'device.enrolled', by: account._id, to: device._id }]);
      await directory.reread('accounts', [device._id]);
      await sessions.bind(session, device.device);
    }
    const answer: EnrolledDevice = { device: device.device, code: device.code };
    return reply.send(answer);
  });
}
