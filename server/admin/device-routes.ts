/** `/api/admin/devices`, `/api/admin/kiosks`: what signs, what it still owes, and kiosks to come. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Auth } from '../auth/auth.ts';
import { createDevice, revokeDevice } from '../auth/devices.ts';
import { admitTo } from '../auth/guard.ts';
import { issueCode } from '../auth/kiosks.ts';
import type { FreshCode } from '../auth/kiosks.ts';
import { originOf } from '../auth/origin.ts';
import type { Context } from '../context.ts';
import { kioskInput } from '../contract/session.ts';
import type { Device, KioskCode } from '../contract/session.ts';
import { refuse } from '../errors.ts';
import { parse } from '../schema.ts';
import { completeness } from '../sync/completeness.ts';
import { checkKiosk } from './places.ts';

interface Params {
  readonly id: string;
}

export function registerAdminDevices(
  app: FastifyInstance,
  context: Context,
  { directory, audit }: Auth,
): void {
  const { stores, identities } = context;
  /** The code stands in the fragment, which no server and no log ever sees. */
  const answer = (request: FastifyRequest, device: string, { code, expires }: FreshCode): KioskCode => ({
    device,
    code,
    url: `${originOf(context.config, request)}/kiosk#code=${code}`,
    expires,
  });

  app.get('/api/admin/devices', async (request, reply) => {
    if ((await admitTo('devices.manage', context, request, reply)) === null) return reply;
    const { devices: counts } = await completeness(context);
    const of = new Map(counts.map((one) => [one.device, one]));
    const devices = (await identities.devices()).map((device): Device => {
      const { id, kind, label, code, person, branch, surveys, enrolled, revoked } = device;
      const { received = 0, missing = 0, waiting = null, lastContact = null } = of.get(id) ?? {};
      const own = { id, kind, label, code, person, branch, surveys, enrolled, revoked };
      return { ...own, received, missing, waiting, lastContact };
    });
    return reply.send(devices);
  });

  app.post<{ Params: Params }>('/api/admin/devices/:id/revoke', async (request, reply) => {
    const caller = await admitTo('devices.manage', context, request, reply);
    if (caller === null) return reply;
    const revoked = await revokeDevice(context, request.params.id);
    if (!revoked.ok) return refuse(reply, revoked);
    const { _id } = revoked.value;
    await audit.record([{ act: 'device.revoked', by: caller.via, to: _id }]);
    await directory.reread('accounts', [_id]);
    return reply.code(204).send();
  });

  app.post('/api/admin/kiosks', async (request, reply) => {
    const caller = await admitTo('devices.manage', context, request, reply);
    if (caller === null) return reply;
    const input = parse(kioskInput, request.body);
    if (!input.ok) return refuse(reply, input);
    const { name, surveys } = input.value;
    const branch = await checkKiosk(stores.registry, input.value.branch, surveys);
    if (!branch.ok) return refuse(reply, branch);
    const kiosk = await createDevice(context, {
      kind: 'kiosk',
      label: name,
      publicKey: null,
      branch: branch.value,
      surveys,
    });
    const code = await issueCode(context, kiosk.device);
    if (!code.ok) return refuse(reply, code);
    await audit.record([
      { act: 'kiosk.created', by: caller.via, to: kiosk._id, detail: { branch: branch.value } },
    ]);
    await directory.reread('accounts', [kiosk._id]);
    return reply.code(201).send(answer(request, kiosk.device, code.value));
  });

  app.post<{ Params: Params }>('/api/admin/kiosks/:id/code', async (request, reply) => {
    const caller = await admitTo('devices.manage', context, request, reply);
    if (caller === null) return reply;
    const { id } = request.params;
    const code = await issueCode(context, id);
    if (!code.ok) return refuse(reply, code);
    await audit.record([{ act: 'kiosk.code', by: caller.via, to: `device:${id}` }]);
    return reply.send(answer(request, id, code.value));
  });
}
