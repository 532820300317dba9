/** Changing what is there: two administrators at once, the last one, undo, and long lists. */
import { expect, test, type Page } from '@playwright/test';
import type { OrganisationState } from '../../server/contract/organisation.ts';
import type { Account } from '../../server/contract/session.ts';
import { expectUsable, fill, signIn } from './admin-steps.ts';
import { ADMIN, startServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';

test.use({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.close());
test.beforeEach(({ page }) => signIn(page, server.origin, ADMIN));

const account = async (login: string): Promise<Account | undefined> =>
  ((await server.admin('/api/admin/people')) as Account[]).find((one) => one.login === login);
const categories = async (): Promise<OrganisationState['categories']> =>
  ((await server.admin('/api/admin/organisation')) as OrganisationState).categories;
const openPerson = async (page: Page, name: string): Promise<void> => {
  await page.goto(`${server.origin}/admin/people`);
  await page.getByRole('link', { name, exact: true }).click();
  await expect(page.getByRole('heading', { name, exact: true })).toBeVisible();
};
const openPart = (page: Page, part: string) => page.goto(`${server.origin}/admin/organisation?part=${part}`);

test('what somebody else saved meanwhile is shown, and nothing that was typed is lost', async ({ page }) => {
  const { login, account: id } = await server.person('field', { branches: ['n1'], name: 'Levan' });
  await openPerson(page, 'Levan');
  await fill(page, { Name: 'Levan Giorgadze' });
  const change = { name: 'Levan G.', branches: ['n1', 'n2'] };
  await server.admin(`/api/admin/people/${encodeURIComponent(id)}`, 'PATCH', change);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Somebody else saved this while you were at it')).toBeVisible();
  await expect(page.getByText('“Branches” is now')).toContainText('Harbour');
  const both = page.getByRole('region', { name: 'Both of you changed “Name”' });
  await expect(both.getByRole('button', { name: /^Levan Giorgadze/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(both.getByRole('button', { name: /^Levan G\./ })).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Levan Giorgadze');
  await expectUsable(page);
  // nothing was overwritten unseen
  expect(await account(login)).toMatchObject(change);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Levan Giorgadze saved')).toBeVisible();
  expect(await account(login)).toMatchObject({ name: 'Levan Giorgadze', branches: ['n1', 'n2'] });
});

test('a region that two change keeps both changes', async ({ page }) => {
  await openPart(page, 'regions&id=north');
  await fill(page, { Name: 'The North' });
  const { regions } = (await server.admin('/api/admin/organisation')) as OrganisationState;
  const north = regions.find(({ region }) => region === 'north');
  await server.admin('/api/admin/regions/north', 'PUT', {
    name: { default: 'North' },
    calendar: { ...north?.calendar, holidays: ['2027-01-07'] },
  });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('“Days off” is now 7 Jan 2027')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The North' })).toBeVisible();
  const after = (await server.admin('/api/admin/organisation')) as OrganisationState;
  expect(after.regions.find(({ region }) => region === 'north')).toMatchObject({
    name: { default: 'The North' },
    calendar: { holidays: ['2027-01-07'] },
  });
});

test('a code that is taken is refused at its field, and nothing is overwritten', async ({ page }) => {
  await openPart(page, 'regions&new=1');
  await fill(page, { Name: 'Another' });
  await page.getByText('Code: another').click();
  await fill(page, { Code: 'south' });
  await page.getByRole('button', { name: 'Add region' }).click();
  await expect(
    page.getByRole('alert').getByRole('link', { name: /^Code: That code is in use/ }),
  ).toBeVisible();
  const { regions } = (await server.admin('/api/admin/organisation')) as OrganisationState;
  expect(regions.find(({ region }) => region === 'south')?.name).toEqual({ default: 'South' });
});

test('the last administrator stays one, and can’t shut themselves out', async ({ page }) => {
  await openPerson(page, 'Admin');
  await expect(page.getByText('This is you.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop access' })).toBeHidden();
  await page.getByText('Analyst', { exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(
    page.getByRole('alert').getByRole('link', { name: /^Role: This is the only administrator/ }),
  ).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Analyst' })).toBeChecked();
  expect(await account(ADMIN.login)).toMatchObject({ role: 'admin' });
});

test('stopped access is given back with one tap, and a new password is asked for first', async ({ page }) => {
  const { login, password } = await server.person('manager', { regions: ['south'], name: 'Tamar' });
  await openPerson(page, 'Tamar');
  await page.getByRole('button', { name: 'Stop access' }).click();
  await expect(page.getByText('Tamar can’t sign in any more')).toBeVisible();
  expect(await account(login)).toMatchObject({ disabled: true });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Tamar can sign in again')).toBeVisible();
  expect(await account(login)).toMatchObject({ disabled: false });
  await page.getByRole('button', { name: 'Dismiss' }).click();

  await page.getByRole('button', { name: 'New password' }).click();
  const dialog = page.getByRole('dialog', { name: 'Give Tamar a new password?' });
  await expect(dialog).toContainText('the old password stops working');
  await dialog.getByRole('button', { name: 'New password' }).click();
  await expect(page.getByLabel('One-time password')).not.toHaveText(password);
  const refused = await fetch(`${server.origin}/api/session/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login, password }),
  });
  expect(refused.status).toBe(401);
});

test('a manager gets regions, and loses single branches', async ({ page }) => {
  const { login } = await server.person('field', { branches: ['n1'], name: 'Dato' });
  await openPerson(page, 'Dato');
  await page.getByText('Manager', { exact: true }).click();
  await expect(page.getByText('Old Town')).toBeHidden();
  await page.getByText('South', { exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Dato saved')).toBeVisible();
  expect(await account(login)).toMatchObject({
    role: 'manager',
    branches: [],
    regions: ['south'],
    remedyLimit: null,
  });
});

test('a category is renamed, moved and retired, keeps its code, and each can be taken back', async ({
  page,
}) => {
  await openPart(page, 'categories');
  await page.getByRole('button', { name: 'Invoice' }).click();
  await fill(page, { Name: 'Bills' });
  await page.getByRole('button', { name: /^Belongs to/ }).click();
  await page
    .getByRole('dialog', { name: 'Belongs to' })
    .getByRole('button', { name: 'Repair', exact: true })
    .click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('“Bills” saved')).toBeVisible();
  expect((await categories()).find(({ code }) => code === 'invoice')).toMatchObject({
    name: { default: 'Bills' },
    parent: 'repair',
  });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Invoice' })).toBeVisible();
  expect((await categories()).map(({ code }) => code)).toEqual([
    'repair',
    'repair-again',
    'invoice',
    'conduct',
  ]);

  await page.getByRole('button', { name: 'Repair', exact: true }).click();
  await page.getByRole('button', { name: 'Retire with all below' }).click();
  await expect(page.getByText('“Repair” is retired')).toBeVisible();
  expect((await categories()).filter(({ retired }) => retired === true)).toHaveLength(2);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Repair', exact: true })).toBeVisible();
  expect((await categories()).some(({ retired }) => retired === true)).toBe(false);
});

test('a change of the categories is made again to what somebody else has saved meanwhile', async ({
  page,
}) => {
  await openPart(page, 'categories');
  await expect(page.getByRole('button', { name: 'Conduct' })).toBeVisible();
  const before = await categories();
  await server.admin('/api/admin/categories', 'PUT', {
    categories: [...before, { code: 'parking', parent: null, name: { default: 'Parking' } }],
  });
  await page.getByRole('button', { name: 'Add category' }).click();
  await fill(page, { Name: 'Opening hours' });
  await page.keyboard.press('Enter');
  await expect(page.getByText('“Opening hours” added')).toBeVisible();
  expect((await categories()).map(({ code }) => code)).toEqual([
    ...before.map(({ code }) => code),
    'parking',
    'opening-hours',
  ]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [
    { width: 360, height: 740 },
    { width: 1280, height: 800 },
  ]) {
    test(`every screen of administration can be used, ${colorScheme}, ${viewport.width} wide`, async ({
      page,
    }) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(viewport);
      for (const path of [
        'people',
        'people?new=1',
        'kiosks',
        'kiosks?kind=person',
        'kiosks?new=1',
        'organisation',
        'organisation?part=regions',
        'organisation?part=regions&new=1',
        'organisation?part=branches',
        'organisation?part=branches&id=s1',
        'organisation?part=categories',
      ]) {
        await page.goto(`${server.origin}/admin/${path}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toBeHidden();
        await expectUsable(page);
      }
    });
  }
}

test('five thousand categories are pasted, searched and opened', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const before = (await categories()).length;
  const lines = Array.from({ length: 5000 - before }, (_, at) =>
    at % 50 === 0 ? `Group ${at / 50}` : `  Matter ${at}`,
  );
  const list = page.getByRole('textbox', { name: 'List' });
  // Typing so much takes Chromium minutes; people paste it.
  const paste = async (text: string): Promise<void> => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await list.press('ControlOrMeta+a');
    await list.press('ControlOrMeta+v');
  };
  await openPart(page, 'categories');
  await page.getByRole('button', { name: 'Paste a list' }).click();
  await paste([...lines, 'One too many'].join('\n'));
  await expect(page.getByText(/^[\d,]+ categories will be added\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(list).toHaveAccessibleDescription(/too many/);
  await paste(lines.join('\n'));
  await expect(list).not.toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText(/^[\d,]+ categories added$/)).toBeVisible();
  expect(await categories()).toHaveLength(5000);
  await page.getByRole('searchbox', { name: 'Search the categories' }).fill('matter 4321');
  await expect(page.getByRole('button', { name: 'Matter 4321' })).toContainText('Group 86');
  await expectUsable(page);
});
