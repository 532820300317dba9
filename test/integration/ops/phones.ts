/** People on phones of their own, against a server that is a process of its own. */
import type { DeviceId, PersonId } from '../../../src/domain/ids.ts';
import { deviceKeys } from '../../../src/domain/seal-webcrypto.ts';
import { Browser } from '../server/browser.ts';
import { TestDevice } from '../sync/world.ts';
import type { Program } from './program.ts';

export interface TestPhone {
  readonly browser: Browser;
  readonly device: TestDevice;
}

/** Sets the server up with region N and branch N1. @returns phones of field staff there, all of one person */
export async function phonesOf(server: Program, count: number): Promise<TestPhone[]> {
  const admin = await server.setUp();
  await admin.put('/api/admin/regions/N', {
    name: { default: 'North' },
    calendar: {
      timeZone: 'Asia/Tbilisi',
      workdays: [1],
      hours: { from: '09:00', to: '18:00' },
      holidays: [],
    },
  });
  await admin.put('/api/admin/branches/N1', { region: 'N', name: { default: 'N1' }, closed: false });
  const phones: TestPhone[] = [];
  const { browser, person } = await personOf(server, admin, 'nino', 'field', { branches: ['N1'] });
  for (let n = 0; n < count; n += 1) {
    const own = n === 0 ? browser : new Browser(server.origin);
    if (n > 0) await own.signIn('nino', PASSWORD);
    const keys = await deviceKeys(globalThis.crypto.subtle);
    const { body } = await own.post('/api/devices', { publicKey: keys.publicKey, label: `phone ${n}` });
    const device = new TestDevice(body.device as DeviceId, person, keys.privateKey);
    phones.push({ browser: own, device });
  }
  return phones;
}

export const PASSWORD = 'long winter evenings';

/** Makes an account and signs in to it. */
export async function personOf(
  server: Program,
  admin: Browser,
  login: string,
  role: string,
  where: { branches?: string[]; regions?: string[] },
): Promise<{ browser: Browser; person: PersonId }> {
  const form = { login, name: login, role, branches: [], regions: [], remedyLimit: null, ...where };
  const made = await admin.post('/api/admin/people', form);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const browser = new Browser(server.origin);
  await browser.signIn(login, made.body.password);
  await browser.post('/api/session/password', { current: made.body.password, next: PASSWORD });
  const { person } = (await browser.get('/api/session')).body;
  return { browser, person: person as PersonId };
}
