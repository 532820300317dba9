/** Two people, two phones, one complaint, no network: both contributions survive, and what they disagree on is shown. */
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openPhone, readyForOffline, signIn } from './support/browser.ts';
import { startServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.close());

async function record(page: Page, text: string): Promise<void> {
  await page.goto(`${server.origin}/complaints/new`);
  await page.getByLabel('What happened, in their words').fill(text);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Complaint recorded' })).toBeVisible();
}

async function assess(page: Page, severity: string, why: string): Promise<void> {
  const assessing = page.getByRole('button', { name: 'Assess', exact: true });
  await expect(assessing.or(page.getByRole('button', { name: 'More to do' })).first()).toBeVisible();
  if (!(await assessing.isVisible())) await page.getByRole('button', { name: 'More to do' }).click();
  await page.getByText('Assess', { exact: true }).last().click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText(severity, { exact: true }).click();
  await sheet.getByLabel('Why').fill(why);
  await sheet.getByRole('button', { name: /Save|Assess/ }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByText(why)).toBeVisible();
}

test('both changes stand after syncing, the contested field is shown on both, and a tap settles it', async () => {
  const phones = [await openPhone(), await openPhone()] as const;
  try {
    const logins = [
      await server.person('field', { branches: ['n1'], name: 'Nino' }),
      await server.person('field', { branches: ['n1'], name: 'Mehmet' }),
    ] as const;
    for (const [at, { page }] of phones.entries()) await signIn(page, server.origin, logins[at] ?? logins[0]);
    const [{ page: one }, { page: other }] = phones;
    await record(one, 'The boiler leaks again');
    await expect(other.getByText('The boiler leaks again')).toBeVisible();
    await one.goto(`${server.origin}/complaints`);
    for (const { page } of phones) {
      await readyForOffline(page);
      await page.getByText('The boiler leaks again').click();
      await expect(page.getByRole('heading', { name: 'The boiler leaks again' })).toBeVisible();
      await page.context().setOffline(true);
    }

    await assess(one, 'Serious', 'Water near the mains');
    await assess(other, 'Minor', 'Only a drop an hour');

    for (const { page } of phones) await page.context().setOffline(false);
    for (const { page } of phones) {
      await expect(page.getByText('Water near the mains')).toBeVisible();
      await expect(page.getByText('Only a drop an hour')).toBeVisible();
      const contested = page.getByRole('region').filter({ hasText: 'Two people changed it' });
      await expect(contested.getByText('Serious')).toBeVisible();
      await expect(contested.getByText('Minor')).toBeVisible();
    }

    await one.getByRole('region').filter({ hasText: 'Two people changed it' }).getByText('Serious').click();
    for (const { page } of phones) {
      await expect(page.getByText('Two people changed it')).toHaveCount(0);
    }
  } finally {
    for (const phone of phones) await phone.close();
  }
});
