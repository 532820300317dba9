/** From nothing: the link that the server prints, the first administrator, and what comes next. */
import { expect, test } from '@playwright/test';
import type { OrganisationState } from '../../server/contract/organisation.ts';
import type { Account, SessionInfo } from '../../server/contract/session.ts';
import { expectUsable, fill } from './admin-steps.ts';
import { startServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';

test.use({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });

let server: TestServer;
test.beforeEach(async () => {
  server = await startServer('--host', '127.0.0.1');
});
test.afterEach(() => server.close());

const PERSON = {
  'Name of your organisation': 'Tbilisi Water',
  'Your name': 'Nino Kapanadze',
  'Sign-in name': 'nino',
  Password: 'river lantern copper dune',
};

test('every wrong field is named, beside it and in a summary that leads to it, and nothing is cleared', async ({
  page,
}) => {
  await page.goto(server.setupLink ?? '');
  await fill(page, { 'Your name': 'Nino Kapanadze', Password: 'TooShort' });
  await page.getByRole('button', { name: 'Set up Redress' }).click();

  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expect(summary.getByRole('link')).toHaveText([
    /^Name of your organisation: /,
    /^Sign-in name: /,
    /^Password: Use 12 characters or more/,
  ]);
  await expectUsable(page);
  await summary.getByRole('link', { name: /^Password/ }).click();
  const password = page.getByRole('textbox', { name: 'Password' });
  await expect(password).toBeFocused();
  await expect(password).toHaveValue('TooShort');
  await expect(password).toHaveAccessibleDescription(/Use 12 characters or more/);
  await expect(page.getByRole('textbox', { name: 'Your name' })).toHaveValue('Nino Kapanadze');
  await expect(page.getByRole('textbox', { name: 'Your name' })).not.toHaveAttribute('aria-invalid', 'true');

  // the strength in words, as it is typed
  await expect(page.getByText('Too short: 4 more characters.')).toBeVisible();
  await password.fill('ninokapanadze2026');
  await expect(page.getByText('Easy to guess.')).toBeVisible();
  await password.fill(PERSON.Password);
  await expect(page.getByText('Strong.')).toBeVisible();
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(password).toHaveAttribute('type', 'text');
});

test('a link that is none says so, and the right one can be pasted', async ({ page }) => {
  await page.goto(`${server.origin}/setup#token=made-up`);
  await fill(page, PERSON);
  await page.getByRole('button', { name: 'Set up Redress' }).click();
  await expect(page.getByRole('alert').getByRole('link', { name: /^Set-up link: / })).toBeVisible();
  const link = page.getByRole('textbox', { name: 'Set-up link' });
  await expect(link).toHaveValue('made-up');
  await link.fill(server.setupLink ?? '');
  await page.getByRole('button', { name: 'Set up Redress' }).click();
  await expect(page.getByRole('heading', { name: 'What comes next' })).toBeVisible();
});

test('the link makes the first administrator once, signs in and says what comes next', async ({
  page,
  context,
}) => {
  await page.goto(server.setupLink ?? '');
  await expectUsable(page);
  await fill(page, PERSON);
  await expect(page.getByRole('radio', { name: 'Empty' })).toBeChecked();
  await page.getByRole('button', { name: 'Set up Redress' }).click();

  await expect(page).toHaveURL(`${server.origin}/admin/organisation`);
  await expect(page.getByRole('heading', { name: 'What comes next' })).toBeVisible();
  for (const step of ['Regions', 'Branches', 'Categories', 'People', 'Kiosks']) {
    await expect(
      page
        .getByRole('listitem')
        .getByRole('link', { name: new RegExp(`^${step} `) })
        .last(),
    ).toBeVisible();
  }
  await expectUsable(page);

  const session = (await (await page.request.get(`${server.origin}/api/session`)).json()) as SessionInfo;
  expect(session).toMatchObject({ login: 'nino', name: 'Nino Kapanadze', role: 'admin' });
  const organisation = (await (
    await page.request.get(`${server.origin}/api/admin/organisation`)
  ).json()) as OrganisationState;
  expect(organisation.organisation).toMatchObject({ name: 'Tbilisi Water', demo: false });

  const again = await context.newPage();
  await again.goto(server.setupLink ?? '');
  await expect(again.getByRole('heading', { name: 'Redress is set up already' })).toBeVisible();
  const people = (await (await page.request.get(`${server.origin}/api/admin/people`)).json()) as Account[];
  expect(people).toHaveLength(1);
});

test('with demonstration data there is something to look at, and it says what it is', async ({ page }) => {
  await page.goto(server.setupLink ?? '');
  await fill(page, PERSON);
  await page.getByText('With demonstration data').click();
  await page.getByRole('button', { name: 'Set up Redress' }).click();
  await expect(page.getByText('This organisation has demonstration data')).toBeVisible({ timeout: 120_000 });
  await expect(page.getByRole('heading', { name: 'What comes next' })).toBeHidden();
  const { organisation, regions, branches } = (await (
    await page.request.get(`${server.origin}/api/admin/organisation`)
  ).json()) as OrganisationState;
  expect(organisation).toMatchObject({ name: 'Tbilisi Water', demo: true });
  expect(regions).toHaveLength(3);
  expect(branches.length).toBeGreaterThan(2);
  await expectUsable(page);
});
