/** Sessions come and go; the work on the device stays. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openPhone, readyForOffline, signIn } from './support/browser.ts';
import type { Phone } from './support/browser.ts';
import { startServer } from './support/server.ts';
import type { Login, TestServer } from './support/server.ts';

let server: TestServer;
let worker: Login;
let phone: Phone;
test.beforeEach(async () => {
  server = await startServer();
  worker = await server.person('field', { branches: ['n1'], name: 'Nino' });
  phone = await openPhone();
});
test.afterEach(async () => {
  await phone.close();
  await server.close();
});

async function record(page: Page, text: string): Promise<void> {
  await page.goto(`${server.origin}/complaints/new`);
  await page.getByLabel('What happened, in their words').fill(text);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Complaint recorded' })).toBeVisible();
}

test('a wrong password says so, keeps what was typed, and locks for a while when it goes on', async () => {
  const { page } = phone;
  await page.goto(`${server.origin}/?lang=en`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('Enter your sign-in name');
  await page.getByLabel('Sign-in name').fill(worker.login);
  await page.getByRole('textbox', { name: 'Password' }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText('The name or the password isn');
  await expect(page.getByLabel('Sign-in name')).toHaveValue(worker.login);
  await expect(async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert')).toContainText('Too many wrong tries', { timeout: 2_000 });
  }).toPass();
});

test('a session that has ended stops sync and nothing else; signing in again sends what waits', async () => {
  const { page, context } = phone;
  await signIn(page, server.origin, worker);
  await expect(page.getByRole('heading', { name: 'Old Town' })).toBeVisible();
  await context.clearCookies();
  await record(page, 'Charged twice for the June visit');
  await expect(page.getByText('Sign in to sync').first()).toBeVisible();
  await page.goto(`${server.origin}/complaints?show=unsynced`);
  await expect(page.getByRole('link', { name: 'Charged twice' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).first().click();
  await expect(page.getByLabel('Sign-in name')).toHaveValue(worker.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(worker.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Everything is synced').first()).toBeVisible();
});

test('signing out asks only while something waits, and the next account sees nothing of it', async () => {
  const { page, context } = phone;
  await signIn(page, server.origin, worker);
  await expect(page.getByRole('heading', { name: 'Old Town' })).toBeVisible();
  await context.clearCookies();
  await record(page, 'The technician smoked inside');
  await page.goto(`${server.origin}/account`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 record isn’t synced yet');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  const colleague = await server.person('field', { branches: ['n1'], name: 'Giorgi' });
  await signIn(page, server.origin, colleague);
  await page.goto(`${server.origin}/complaints?show=branch`);
  await expect(page.getByText('No open complaints')).toBeVisible();
  await page.goto(`${server.origin}/account`);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();

  // It waited for its author, and goes up by itself.
  await signIn(page, server.origin, worker);
  await expect(page.getByText('Everything is synced').first()).toBeVisible();
  await page.goto(`${server.origin}/complaints?show=branch`);
  await expect(page.getByRole('link', { name: 'The technician smoked inside' })).toBeVisible();
});

test('signed out without a network, nobody is signed in again when it comes back', async () => {
  const { page, context } = phone;
  await signIn(page, server.origin, worker);
  await expect(page.getByText('Everything is synced').first()).toBeVisible();
  await readyForOffline(page);
  await page.goto(`${server.origin}/account`);
  const signOut = page.getByRole('button', { name: 'Sign out' });
  await expect(signOut).toBeVisible();
  await context.setOffline(true);
  await signOut.click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await context.setOffline(false);
  await page.goto(`${server.origin}/complaints`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  const session = await page.request.get(`${server.origin}/api/session`);
  expect(session.status()).toBe(401);
});

test('a one-time password is to be changed, and the new one is the one that counts', async () => {
  const { page } = phone;
  await signIn(page, server.origin, worker);
  await expect(page.getByText('Choose your own password')).toBeVisible();
  await page.getByRole('link', { name: 'Change it' }).click();
  await page.getByRole('textbox', { name: 'Present password' }).fill(worker.password);
  await page.getByRole('textbox', { name: 'New password' }).fill('short');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByRole('alert')).toContainText('Use 12 characters or more');
  await page.getByRole('textbox', { name: 'New password' }).fill('river lantern copper dune');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('Your password is changed')).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signIn(page, server.origin, { ...worker, password: 'river lantern copper dune' });
});
