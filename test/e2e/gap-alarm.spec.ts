/** Records that a device made and that never came: its manager is told, and which device it is. */
import { expect, test } from '@playwright/test';
import type { EnrolledDevice, SessionInfo } from '../../server/contract/session.ts';
import type { DeviceId, PersonId } from '../../src/domain/ids.ts';
import { deviceKeys } from '../../src/domain/seal-webcrypto.ts';
import { TestDevice, newComplaint } from '../integration/sync/world.ts';
import { DESKTOP, openPhone, signIn } from './support/browser.ts';
import { startServerWith } from './support/server.ts';
import type { Login, TestServer } from './support/server.ts';

let server: TestServer;
test.beforeEach(async () => {
  // a day is long for a test: once the device has synced again is enough
  server = await startServerWith({ REDRESS_GAP_HOURS: '0' });
});
test.afterEach(() => server.close());

/** A phone whose app is the test: it can leave out what it likes. */
async function phoneOf({ login, password }: Login) {
  let cookie = '';
  const post = async (path: string, body: unknown): Promise<Response> => {
    const answer = await fetch(`${server.origin}${path}`, {
      method: 'POST',
      headers: { origin: server.origin, 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer;
  };
  const session = await post('/api/session', { login, password });
  cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const { person } = (await session.json()) as SessionInfo;
  const { publicKey, privateKey } = await deviceKeys(globalThis.crypto.subtle);
  const enrolled = (await (
    await post('/api/devices', { publicKey, label: 'Tablet 7' })
  ).json()) as EnrolledDevice;
  const device = new TestDevice(enrolled.device as DeviceId, person as PersonId, privateKey);
  return { device, push: (docs: readonly object[]) => post('/sync/redress_data/_bulk_docs', { docs }) };
}

test('what stays missing is an alarm on the overview, and is gone when it comes', async () => {
  const manager = await server.person('manager', { regions: ['north'] });
  const { device, push } = await phoneOf(await server.person('field', { branches: ['n1'] }));
  const made = [];
  for (let n = 0; n < 4; n += 1) made.push(await device.received(newComplaint(), 'n1', 'north'));
  const [one = {}, two = {}, three = {}, four = {}] = made;
  const desk = await openPhone(DESKTOP);
  try {
    const { page } = desk;
    await push([one, three]);
    await signIn(page, server.origin, manager);
    await expect(page.getByText('2 received, 1 missing')).toBeVisible();
    const alarm = page.getByText('Records of 1 device have not arrived');
    await expect(alarm).toBeHidden();

    await push([four]);
    await expect(alarm).toBeVisible();
    await expect(page.getByText(/^Tablet 7: 1 missing, noticed .+; last contact /)).toBeVisible();
    await page.getByRole('button', { name: /3 received, 1 missing/ }).click();
    const row = page.getByRole('dialog').getByRole('row', { name: /Tablet 7/ });
    await expect(row).toContainText(/3.*1/);
    await page.keyboard.press('Escape');

    await push([two]);
    await expect(page.getByText('4 received, 0 missing')).toBeVisible();
    await expect(alarm).toBeHidden();
  } finally {
    await desk.close();
  }
});
