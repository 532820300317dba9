/** The manager's overview: it follows what happens, says how old it is, and asks for the decisions that only people make. */
import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Account } from '../../server/contract/session.ts';
import { answerAll, openKiosk } from './kiosk-steps.ts';
import { DESKTOP, openPhone, readyForOffline, signIn } from './support/browser.ts';
import { startServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startServer();
});
test.afterEach(() => server.close());

/** The value of a figure by its heading. */
const figure = (page: Page, heading: string): Locator =>
  page.locator('section').filter({ has: page.getByRole('heading', { name: heading, exact: true }) });

async function record(page: Page, text: string): Promise<void> {
  await page.goto(`${server.origin}/complaints/new`);
  await page.getByLabel('What happened, in their words').fill(text);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Complaint recorded' })).toBeVisible();
}

test('a complaint recorded in the field is counted within two seconds, without a reload', async () => {
  const manager = await server.person('manager', { regions: ['north'] });
  const field = await server.person('field', { branches: ['n1'] });
  const desk = await openPhone(DESKTOP);
  const phone = await openPhone();
  try {
    await signIn(desk.page, server.origin, manager);
    await expect(desk.page.getByRole('heading', { name: 'No complaints came in.' })).toBeVisible();
    await signIn(phone.page, server.origin, field);
    const received = figure(desk.page, 'Complaints received');
    const loads: string[] = [];
    desk.page.on('framenavigated', (frame) => loads.push(frame.url()));
    for (const [at, text] of ['The boiler leaks', 'ბოილერი ჟონავს', 'الغلاية تسرب'].entries()) {
      await record(phone.page, text);
      const saved = Date.now();
      await expect(received).toContainText(`${at + 1} open`);
      expect(Date.now() - saved).toBeLessThan(2000);
    }
    expect(loads).toEqual([]);
    await expect(desk.page.getByRole('heading', { name: '3 complaints came in.' })).toBeVisible();
    await expect(desk.page.getByText('3 received, 0 missing')).toBeVisible();
  } finally {
    await phone.close();
    await desk.close();
  }
});

test('satisfaction comes with its interval and number, and too few answers stay hidden', async () => {
  const manager = await server.person('manager', { regions: ['north'] });
  const desk = await openPhone(DESKTOP);
  const kiosk = await openKiosk(server);
  try {
    await signIn(desk.page, server.origin, manager);
    const { page } = desk;
    const answer = async (face: number, score: number): Promise<void> => {
      await answerAll(kiosk.page, 'English', { face, score });
      await kiosk.page.locator('main button').click();
    };
    await answer(5, 10);
    await expect(page.getByText('There are too few answers to show')).toBeVisible();
    for (let n = 1; n < 10; n += 1) await answer(n % 2 === 0 ? 5 : 1, n % 2 === 0 ? 10 : 0);
    const satisfied = figure(page, 'Satisfied customers');
    await expect(satisfied).toContainText('n 10');
    await expect(satisfied).toContainText('50.0%');
    // Wilson's interval of 5 in 10
    await expect(satisfied.getByRole('img', { name: '50.0%, likely between 23.7% and 76.3%' })).toBeVisible();
    await expect(figure(page, 'Recommend (NPS)')).toContainText('n 10');
    await expect(page.getByRole('row', { name: /Old Town/ })).toContainText('n 10');
  } finally {
    await kiosk.close();
    await desk.close();
  }
});

test('what the figures are about stands in the address, and outlives a reload', async () => {
  const manager = await server.person('manager', { regions: ['north', 'south'] });
  const desk = await openPhone(DESKTOP);
  try {
    const { page } = desk;
    await signIn(page, server.origin, manager);
    await page.getByRole('combobox', { name: 'Region' }).selectOption('South');
    await page.getByRole('combobox', { name: 'Period' }).selectOption('Last 4 weeks');
    await page.getByRole('button', { name: 'All categories' }).click();
    await page.getByRole('dialog').getByText('Came back').click();
    await expect(page).toHaveURL(/\/overview\?region=south&period=fourWeeks&category=repair-again$/);
    await expect(page.getByText('Survey answers have no category')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('combobox', { name: 'Region' })).toHaveValue('south');
    await expect(page.getByRole('button', { name: 'Came back' })).toBeVisible();
    await page.getByRole('combobox', { name: 'Period' }).selectOption('Other dates…');
    await page.getByLabel('From').fill('2026-01-05');
    await expect(page).toHaveURL(/from=2026-01-05/);
  } finally {
    await desk.close();
  }
});

test('without the network the last figures are there, with their age, and newer ones come by themselves', async () => {
  const manager = await server.person('manager', { regions: ['north'] });
  const field = await server.person('field', { branches: ['n1'] });
  const desk = await openPhone(DESKTOP);
  const phone = await openPhone();
  try {
    await signIn(phone.page, server.origin, field);
    await record(phone.page, 'The boiler leaks');
    await signIn(desk.page, server.origin, manager);
    const { page } = desk;
    await readyForOffline(page);
    await expect(page.getByRole('heading', { name: '1 complaint came in.' })).toBeVisible();
    await desk.context.setOffline(true);
    await page.reload();
    await expect(page.getByRole('heading', { name: '1 complaint came in.' })).toBeVisible();
    await expect(page.getByText('The server can’t be reached')).toBeVisible();
    await expect(page.getByText(/These are the figures of/)).toBeVisible();
    await page.getByRole('combobox', { name: 'Channel' }).selectOption('Phone');
    await expect(page.getByText('No figures for this choice are on this device yet.')).toBeVisible();
    await page.getByRole('combobox', { name: 'Channel' }).selectOption('All channels');

    await record(phone.page, 'It leaks again');
    await desk.context.setOffline(false);
    await expect(page.getByRole('heading', { name: '2 complaints came in.' })).toBeVisible();
    await expect(page.getByText('The server can’t be reached')).toHaveCount(0);
  } finally {
    await phone.close();
    await desk.close();
  }
});

test('an analyst reads the same figures, and finds no way to a single record', async () => {
  const analyst = await server.person('analyst', { regions: ['north'] });
  const desk = await openPhone(DESKTOP);
  try {
    await signIn(desk.page, server.origin, analyst);
    await expect(desk.page.getByRole('heading', { level: 1, name: 'No complaints came in.' })).toBeVisible();
    await expect(desk.page.locator('a[href^="/complaints"], a[href^="/quarantine"]')).toHaveCount(0);
  } finally {
    await desk.close();
  }
});

test('what somebody recorded before they lost their branch waits for the manager, who lets it in', async () => {
  const manager = await server.person('manager', { regions: ['north'] });
  const field = await server.person('field', { branches: ['n1'], name: 'Nino' });
  const desk = await openPhone(DESKTOP);
  const phone = await openPhone();
  try {
    await signIn(phone.page, server.origin, field);
    await readyForOffline(phone.page);
    await phone.page.goto(`${server.origin}/complaints/new`);
    await expect(phone.page.getByLabel('What happened, in their words')).toBeVisible();
    await phone.context.setOffline(true);
    await record(phone.page, 'Recorded in the cellar');
    const accounts = (await server.admin('/api/admin/people')) as Account[];
    const account = accounts.find(({ login }) => login === field.login);
    await server.admin(`/api/admin/people/${account?.id ?? ''}`, 'PATCH', { branches: ['n2'] });
    await phone.context.setOffline(false);

    const { page } = desk;
    await signIn(page, server.origin, manager);
    await expect(page.getByText('1 record waits for a decision')).toBeVisible();
    await page.getByRole('link', { name: 'Decide' }).click();
    await expect(page.getByText('An entry of a complaint: Received')).toBeVisible();
    await expect(page.getByText('Its author had lost access')).toBeVisible();
    await page.getByRole('button', { name: 'Let it in' }).click();
    await expect(page.getByRole('dialog')).toContainText('This can’t be undone.');
    await page.getByRole('dialog').getByRole('button', { name: 'Let it in' }).click();
    await expect(page.getByText('It was let in')).toBeVisible();
    await expect(page.getByText('Nothing waits for a decision')).toBeVisible();
    await page.goto(`${server.origin}/overview`);
    await expect(figure(page, 'Complaints received')).toContainText('1 open');
  } finally {
    await phone.close();
    await desk.close();
  }
});
