/** A field worker without a network: what is recorded is there after the browser was closed, and reaches the others. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openPhone, readyForOffline, signIn } from './support/browser.ts';
import type { Phone } from './support/browser.ts';
import { startServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';

const TEXTS = [
  'The boiler you repaired on Sunday leaks again',
  'ქვაბი, რომელიც კვირას შეაკეთეთ, ისევ ჟონავს',
  'السخان الذي أصلحتموه يوم الأحد يسرّب من جديد',
] as const;

let server: TestServer;
const phones: Phone[] = [];
const opened = async (phone: Promise<Phone>): Promise<Phone> => {
  phones.push(await phone);
  return phone;
};
test.beforeEach(async () => {
  server = await startServer();
});
test.afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.close();
  await server.close();
});

/** @returns its reference */
async function record(page: Page, text: string): Promise<string> {
  await page.goto(`${server.origin}/complaints/new`);
  await page.getByLabel('What happened, in their words').fill(text);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Complaint recorded' })).toBeVisible();
  return (await page.locator('main [translate="no"]').first().textContent()) ?? '';
}

async function shows(page: Page, texts: readonly string[]): Promise<void> {
  for (const text of texts) await expect(page.getByRole('link', { name: text })).toBeVisible();
}

test('three complaints recorded offline outlive the browser, and reach the manager once there is a network', async () => {
  const worker = await server.person('field', { branches: ['n1'], name: 'Nino' });
  const first = await opened(openPhone());
  await signIn(first.page, server.origin, worker);
  await expect(first.page.getByRole('heading', { name: 'Old Town' })).toBeVisible();
  await readyForOffline(first.page);

  await first.context.setOffline(true);
  const references: string[] = [];
  for (const text of TEXTS) references.push(await record(first.page, text));
  expect(new Set(references).size).toBe(3);
  for (const reference of references) expect(reference).toMatch(/^[0-9A-Z]{3}-[0-9A-Z]{4}-[0-9A-Z]$/);

  phones.length = 0;
  const second = await opened(first.reopen({ offline: true }));
  await second.page.goto(`${server.origin}/`);
  await expect(second.page).toHaveURL(/\/complaints$/);
  await expect(second.page.getByText('3 waiting to sync').first()).toBeVisible();
  await second.page.getByRole('link', { name: /^Not synced/ }).click();
  await shows(second.page, TEXTS);
  for (const reference of references) await expect(second.page.getByText(reference)).toBeVisible();

  // A deep link opens offline too, and the story says that it is here only.
  await second.page.getByRole('link', { name: TEXTS[1] }).click();
  await expect(second.page.getByRole('list', { name: 'What happened' })).toContainText('not synced');
  await second.page.reload();
  await expect(second.page.getByRole('heading', { level: 1 })).toContainText(TEXTS[1]);

  await second.context.setOffline(false);
  await expect(second.page.getByText('Everything is synced').first()).toBeVisible();
  await expect(second.page.getByRole('list', { name: 'What happened' })).not.toContainText('not synced');

  const manager = await opened(openPhone());
  await signIn(manager.page, server.origin, await server.person('manager', { regions: ['north'] }));
  await manager.page.goto(`${server.origin}/complaints?show=branch`);
  await shows(manager.page, TEXTS);
});

test('a half-written complaint is there again after the browser was closed, offline', async () => {
  const worker = await server.person('field', { branches: ['n1'] });
  const first = await opened(openPhone());
  await signIn(first.page, server.origin, worker);
  await expect(first.page.getByRole('heading', { name: 'Old Town' })).toBeVisible();
  await readyForOffline(first.page);
  await first.context.setOffline(true);
  await first.page.goto(`${server.origin}/complaints/new`);
  await first.page.getByLabel('What happened, in their words').fill(TEXTS[0]);
  await first.page.getByText('Refund', { exact: true }).click();
  await first.page.getByLabel('Phone').fill('599 12 34 56');
  await expect(first.page.getByText('Draft kept')).toBeVisible();

  phones.length = 0;
  const second = await opened(first.reopen({ offline: true }));
  await second.page.goto(`${server.origin}/complaints/new`);
  await expect(second.page.getByLabel('What happened, in their words')).toHaveValue(TEXTS[0]);
  await expect(second.page.getByRole('checkbox', { name: 'Refund' })).toBeChecked();
  await expect(second.page.getByLabel('Phone')).toHaveValue('599 12 34 56');
  // Whoever complains next is offered nothing of it, by us or by the browser.
  await expect(second.page.getByLabel('Phone')).toHaveAttribute('autocomplete', 'off');
  await expect(second.page.getByLabel('What happened, in their words')).toHaveAttribute(
    'spellcheck',
    'false',
  );

  await second.page.getByRole('button', { name: 'Save' }).click();
  await expect(second.page.getByRole('heading', { name: 'Complaint recorded' })).toBeVisible();
  await second.page.getByRole('button', { name: 'Next complaint' }).click();
  await expect(second.page.getByLabel('What happened, in their words')).toHaveValue('');
  await expect(second.page.getByLabel('Phone')).toHaveValue('');
});

test('somebody who was never signed in here is told so offline, on a page of the app', async () => {
  const phone = await opened(openPhone());
  await phone.page.goto(`${server.origin}/`);
  await readyForOffline(phone.page);
  await phone.context.setOffline(true);
  await phone.page.goto(`${server.origin}/complaints`);
  await expect(phone.page.getByText('Nobody is signed in on this device')).toBeVisible();
  await phone.context.setOffline(false);
  await expect(phone.page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});
