/** An organisation from its first region to its first kiosk, on a phone, with the server as it is. */
import { expect, test, type Page } from '@playwright/test';
import type { OrganisationState } from '../../server/contract/organisation.ts';
import type { Account, Device, KioskInfo } from '../../server/contract/session.ts';
import { expectUsable, fill, signIn } from './admin-steps.ts';
import { startServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';

test.use({ viewport: { width: 360, height: 740 }, locale: 'en-GB', timezoneId: 'Asia/Tbilisi' });

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer('--host', '127.0.0.1');
});
test.afterAll(() => server.close());

const get = async <T>(page: Page, path: string): Promise<T> =>
  (await (await page.request.get(`${server.origin}/api/admin/${path}`)).json()) as T;
const place = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main places' }).getByRole('link', { name });
const part = (page: Page, name: RegExp) =>
  page.getByRole('navigation', { name: 'Parts of the organisation' }).getByRole('link', { name });

async function makeRegion(page: Page): Promise<void> {
  await part(page, /^Regions/).click();
  await page.getByRole('link', { name: 'Add region' }).click();
  await expect(page.getByRole('button', { name: /^Time zone: Asia\/Tbilisi/ })).toBeVisible();
  await page.getByLabel('From', { exact: true }).fill('19:00');
  await page.getByRole('button', { name: 'Add region' }).click();
  // what is wrong is named; what isn't is not
  await expect(page.getByRole('alert').getByRole('link')).toHaveText([/^Name: /, /^Working hours: /]);
  await page.getByLabel('From', { exact: true }).fill('10:00');
  await fill(page, { Name: 'Tbilisi' });
  await page.getByText('Names in other languages').click();
  await page.getByLabel('Another language').selectOption({ label: 'ქართული' });
  await fill(page, { ქართული: 'თბილისი' });
  await page.getByLabel('A day off').fill('2027-05-26');
  await page.getByRole('button', { name: 'Add day' }).click();
  await page.getByText('Saturday', { exact: true }).click();
  await expectUsable(page);
  await page.getByRole('button', { name: 'Add region' }).click();
  await expect(page.getByRole('heading', { name: 'Tbilisi' })).toBeVisible();
}

async function makeBranch(page: Page): Promise<void> {
  await part(page, /^Branches/).click();
  await page.getByRole('link', { name: 'Add branch' }).click();
  await page.getByRole('button', { name: 'Add branch' }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: /^Name: / })).toBeVisible();
  await fill(page, { Name: 'ვაკე' });
  await page.getByRole('button', { name: 'Add branch' }).click();
  await expect(page.getByRole('heading', { name: 'ვაკე' })).toBeVisible();
  await expectUsable(page);
}

async function makeCategories(page: Page): Promise<void> {
  await part(page, /^Categories/).click();
  await page.getByRole('button', { name: 'Paste a list' }).click();
  await fill(page, { List: 'Repair\n  Came back\n  Late\nInvoice' });
  await expect(page.getByText('4 categories will be added.')).toBeVisible();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('4 categories added')).toBeVisible();
  await page.getByRole('button', { name: 'Repair, 2 categories below' }).click();
  await expect(page.getByRole('button', { name: 'Late' })).toBeVisible();
  await expectUsable(page);
}

/** @returns the one-time password */
async function makePerson(page: Page): Promise<string> {
  await place(page, 'People').click();
  await page.getByRole('link', { name: 'Add person' }).click();
  await fill(page, { Name: 'Giorgi Beridze', 'Sign-in name': 'NINO' });
  await page.getByText('Up to an amount').click();
  await fill(page, { 'Up to (EUR)': 'fifty' });
  await page.getByText('ვაკე', { exact: true }).click();
  await page.getByRole('button', { name: 'Add person' }).click();
  await expect(
    page.getByRole('alert').getByRole('link', { name: /^Remedies that cost money: / }),
  ).toBeVisible();
  await fill(page, { 'Up to (EUR)': '49,90' });
  await expect(page.getByText('Up to €49.90')).toBeVisible();
  await page.getByRole('button', { name: 'Add person' }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: /^Sign-in name: Somebody/ })).toBeVisible();
  await fill(page, { 'Sign-in name': 'giorgi' });
  await expectUsable(page);
  await page.getByRole('button', { name: 'Add person' }).click();
  await expect(page.getByRole('heading', { name: 'Password for Giorgi Beridze' })).toBeVisible();
  await expectUsable(page);
  const password = await page.getByLabel('One-time password').textContent();
  await page.getByRole('link', { name: 'Done' }).click();
  await expect(page.getByRole('link', { name: 'Giorgi Beridze' })).toBeVisible();
  return password ?? '';
}

/** @returns the one-time code */
async function makeKiosk(page: Page): Promise<string> {
  await place(page, 'Kiosks').click();
  await page.getByRole('link', { name: 'Add kiosk' }).click();
  await fill(page, { Name: 'Vake, by the exit' });
  await page.getByRole('button', { name: 'Make a code' }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: /^Branch: / })).toBeVisible();
  await page.getByLabel('Branch').selectOption({ label: 'ვაკე' });
  await page.getByRole('button', { name: 'Make a code' }).click();
  await expect(page.getByRole('img', { name: 'QR code with the address and the code' })).toBeVisible();
  await expectUsable(page);
  const code = await page.getByLabel('Code', { exact: true }).textContent();
  await page.getByRole('link', { name: 'Done' }).click();
  await expect(page.getByText('Waits for its code')).toBeVisible();
  return code ?? '';
}

test('set-up, region, branch, categories, a person and a kiosk: each works at once', async ({
  page,
  browser,
}) => {
  await page.goto(server.setupLink ?? '');
  await fill(page, {
    'Name of your organisation': 'Tbilisi Water',
    'Your name': 'Nino Kapanadze',
    'Sign-in name': 'nino',
    Password: 'river lantern copper dune',
  });
  await page.getByRole('button', { name: 'Set up Redress' }).click();
  await expect(page.getByRole('heading', { name: 'What comes next' })).toBeVisible();

  await makeRegion(page);
  await makeBranch(page);
  await makeCategories(page);
  const password = await makePerson(page);
  const code = await makeKiosk(page);

  const { regions, branches, categories } = await get<OrganisationState>(page, 'organisation');
  expect(regions.map(({ region, name, calendar }) => ({ region, name, calendar }))).toEqual([
    {
      region: 'tbilisi',
      name: { default: 'Tbilisi', ka: 'თბილისი' },
      calendar: {
        timeZone: 'Asia/Tbilisi',
        workdays: [1, 2, 3, 4, 5, 6],
        hours: { from: '10:00', to: '18:00' },
        holidays: ['2027-05-26'],
      },
    },
  ]);
  expect(branches).toMatchObject([
    { branch: 'vake', region: 'tbilisi', name: { default: 'ვაკე' }, closed: false },
  ]);
  expect(categories.map(({ code: one, parent }) => [one, parent])).toEqual([
    ['repair', null],
    ['repair.came-back', 'repair'],
    ['repair.late', 'repair'],
    ['invoice', null],
  ]);
  const people = await get<Account[]>(page, 'people');
  expect(people.find(({ login }) => login === 'giorgi')).toMatchObject({
    role: 'field',
    branches: ['vake'],
    regions: [],
    remedyLimit: 4990,
  });

  // the password that was shown opens the door, and the code makes a browser a kiosk, once
  const phone = await browser.newContext();
  const giorgi = await phone.newPage();
  await signIn(giorgi, server.origin, { login: 'giorgi', password });
  await phone.close();

  const tablet = await browser.newContext();
  const kiosk = await tablet.newPage();
  await kiosk.goto(`${server.origin}/kiosk`);
  const enrolled = await kiosk.evaluate(async (typed) => {
    const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
    const answer = await fetch('/api/kiosk', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code: typed, publicKey: { kty, crv, x, y } }),
    });
    return { status: answer.status, body: (await answer.json()) as KioskInfo };
  }, code);
  expect(enrolled).toMatchObject({ status: 200, body: { name: 'Vake, by the exit', branch: 'vake' } });
  await tablet.close();

  // and a kiosk that is lost is revoked, after it was said what that does
  await page.reload();
  await page.getByRole('link', { name: 'Vake, by the exit' }).click();
  await page.getByRole('button', { name: 'Revoke this device' }).click();
  await expect(page.getByRole('dialog', { name: 'Revoke Vake, by the exit?' })).toContainText(
    'can’t be undone',
  );
  await page.getByRole('button', { name: 'Revoke for good' }).click();
  await expect(page.getByText('Vake, by the exit is revoked')).toBeVisible();
  const devices = await get<Device[]>(page, 'devices');
  expect(devices.find(({ kind }) => kind === 'kiosk')?.revoked).not.toBeNull();
});
