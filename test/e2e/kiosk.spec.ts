/** A kiosk: set up by a code, it asks, and what it was told arrives, whatever happens to network, power and patience. */
import { expect, test } from '@playwright/test';
import type { SatisfactionReport } from '../../server/contract/reports.ts';
import {
  PIN,
  answerAll,
  answers,
  atQuestion,
  enterPin,
  openKiosk,
  openStaffDoor,
  received,
  responsesSent,
} from './kiosk-steps.ts';
import { openPhone, readyForOffline, signIn } from './support/browser.ts';
import { startServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startServer();
});
test.afterEach(() => server.close());

test('twenty responses are recorded offline, in three languages, and all arrive once', async () => {
  const manager = await server.person('manager', { regions: ['north'] });
  let kiosk = await openKiosk(server);
  try {
    await readyForOffline(kiosk.page);
    await expect(kiosk.page.getByRole('button', { name: 'English' })).toBeVisible();
    const cached = (language: string): Promise<boolean> =>
      kiosk.page.evaluate(async (code) => {
        const caches_ = await Promise.all(
          (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
        );
        return caches_.flat().some(({ url }) => url.includes(`language-${code}-`));
      }, language);
    for (const language of ['ka', 'ar']) await expect.poll(() => cached(language)).toBe(true);

    // Closed, and opened without a network: what a tablet does after a night.
    kiosk = await kiosk.reopen({ offline: true });
    const { page } = kiosk;
    await page.goto(`${server.origin}/`);
    const said: { face: number; score: number }[] = [];
    for (let n = 0; n < 20; n += 1) {
      const one = { face: 1 + (n % 5), score: n % 11 };
      const language = ['English', 'ქართული', 'العربية'][n % 3] ?? 'English';
      await answerAll(page, language, n % 4 === 0 ? { ...one, comment: `Comment ${n}` } : one);
      said.push(one);
      await page.locator('main button').click();
      await expect(page.getByRole('button', { name: 'Magyar' })).toBeVisible();
    }
    await openStaffDoor(page);
    await enterPin(page, PIN);
    await expect(page.getByText('20 waiting to sync')).toBeVisible();

    await kiosk.context.setOffline(false);
    await expect(page.getByText('Everything is synced')).toBeVisible();
    await expect.poll(() => received(server)).toEqual({ received: 20, missing: 0 });
    const desk = await openPhone();
    await signIn(desk.page, server.origin, manager);
    const total = async (): Promise<SatisfactionReport['total']> =>
      desk.page.evaluate(async () => {
        const answer = await fetch('/api/reports/satisfaction');
        return ((await answer.json()) as SatisfactionReport).total;
      });
    await expect.poll(async () => (await total())?.responses).toBe(20);
    const figures = await total();
    await desk.close();
    expect(figures?.complete).toBe(20);
    expect(figures?.satisfied).toMatchObject({
      n: 20,
      value: said.filter(({ face }) => face >= 4).length / 20,
    });
    expect(figures?.nps).toMatchObject({
      n: 20,
      promoters: said.filter(({ score }) => score >= 9).length,
      detractors: said.filter(({ score }) => score <= 6).length,
    });
  } finally {
    await kiosk.close();
  }
});

test('nothing of the last customer is left: not on screen, in the fields, in the drafts, nor behind "back"', async () => {
  const kiosk = await openKiosk(server);
  try {
    const { page } = kiosk;
    await answerAll(page, 'Türkçe', { face: 2, score: 3, comment: 'Komşum Ayşe de kızgın' });
    await page.locator('main button').click();
    await expect(page.getByRole('heading', { name: 'How did we do?' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.goBack();
    await expect(page.getByRole('heading', { name: 'How did we do?' })).toBeVisible();
    expect(page.url()).toBe(`${server.origin}/kiosk?lang=en`);
    await page.getByRole('button', { name: 'English' }).click();
    for (let position = 1; position <= 7; position += 1) {
      await atQuestion(page, position);
      await expect(page.locator('[aria-pressed="true"]')).toHaveCount(0);
      await answers(page).first().click();
    }
    await expect(page.getByRole('textbox')).toHaveValue('');
    await expect(page.getByText('Ayşe')).toHaveCount(0);
  } finally {
    await kiosk.close();
  }
});

test('a reload goes on with the question that was shown, in the customer’s language', async () => {
  const kiosk = await openKiosk(server);
  try {
    const { page } = kiosk;
    await page.getByRole('button', { name: 'Deutsch' }).click();
    await answers(page).nth(3).click();
    await atQuestion(page, 2);
    await page.reload();
    await atQuestion(page, 2);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    await page.getByRole('button', { name: 'Zurück' }).click();
    await expect(answers(page).nth(3)).toHaveAttribute('aria-pressed', 'true');
  } finally {
    await kiosk.close();
  }
});

test('a run that a power cut left behind for a minute is an abandoned response, and the next one begins anew', async () => {
  const kiosk = await openKiosk(server);
  const sent = responsesSent(kiosk.page);
  try {
    const { page } = kiosk;
    await page.getByRole('button', { name: 'English' }).click();
    await answers(page).nth(4).click();
    await atQuestion(page, 2);
    await page.clock.setFixedTime(Date.now() + 61_000);
    await page.reload();
    await expect(page.getByRole('button', { name: 'English' })).toBeVisible();
    await expect.poll(() => received(server)).toEqual({ received: 1, missing: 0 });
    expect(sent()).toMatchObject([{ complete: false, answers: { overall: 5 } }]);
  } finally {
    await kiosk.close();
  }
});

test('who has gone is asked once, then given up; who only looked leaves no trace', async () => {
  const kiosk = await openKiosk(server);
  const sent = responsesSent(kiosk.page);
  try {
    const { page } = kiosk;
    await page.clock.install();
    await page.reload();
    await page.getByRole('button', { name: 'English' }).click();
    await atQuestion(page, 1);
    await page.clock.fastForward(44_000);
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await page.clock.fastForward(2_000);
    await expect(page.getByRole('alertdialog')).toBeVisible();
    await page.getByRole('button', { name: 'Yes, go on' }).click();
    await expect(page.getByRole('alertdialog')).toHaveCount(0);
    await page.clock.fastForward(56_000);
    await expect(page.getByRole('button', { name: 'English' })).toBeVisible();

    await page.getByRole('button', { name: 'English' }).click();
    await answers(page).nth(0).click();
    await atQuestion(page, 2);
    await page.clock.fastForward(56_000);
    await expect(page.getByRole('button', { name: 'English' })).toBeVisible();
    await expect.poll(() => received(server)).toEqual({ received: 1, missing: 0 });
    expect(sent()).toMatchObject([{ complete: false, answers: { overall: 1 } }]);
  } finally {
    await kiosk.close();
  }
});

test('a code that doesn’t work, and a browser where somebody is signed in, are refused in plain words', async () => {
  const field = await server.person('field', { branches: ['n1'] });
  const phone = await openPhone();
  try {
    const { page } = phone;
    await page.goto(`${server.origin}/kiosk?lang=en`);
    await page.getByRole('button', { name: 'Set up the kiosk' }).click();
    await expect(page.getByRole('alert')).toContainText('There are 2 things to put right');
    await page.getByLabel('Code for this kiosk').fill('AAAAA-BBBBB-CCCCC');
    await page.getByLabel('PIN for the staff here').fill(PIN);
    await page.getByRole('button', { name: 'Set up the kiosk' }).click();
    await expect(page.getByText('This code doesn’t work.')).toBeVisible();
    await expect(page.getByLabel('Code for this kiosk')).toHaveValue('AAAAA-BBBBB-CCCCC');

    await signIn(page, server.origin, field);
    const { code } = await server.kiosk('n1');
    await page.goto(`${server.origin}/kiosk?lang=en#code=${code}`);
    await expect(page).toHaveURL(`${server.origin}/kiosk?lang=en`);
    await page.getByLabel('PIN for the staff here').fill(PIN);
    await page.getByRole('button', { name: 'Set up the kiosk' }).click();
    await expect(page.getByText('Somebody is signed in in this browser.')).toBeVisible();
  } finally {
    await phone.close();
  }
});

test('staff come in by a long press and the PIN, and can give the browser back', async () => {
  const kiosk = await openKiosk(server);
  try {
    const { page } = kiosk;
    await expect(page.getByText('Trial: not installed')).toBeVisible();
    await page.getByRole('button', { name: 'Warm Homes' }).click();
    await expect(page.getByRole('heading', { name: 'Staff PIN' })).toHaveCount(0);
    await openStaffDoor(page);
    await enterPin(page, '0000');
    await expect(page.getByText('That is not the PIN.')).toBeVisible();
    await enterPin(page, PIN);
    await expect(page.getByRole('heading', { name: 'Front door' })).toBeVisible();
    await page.getByRole('button', { name: 'Stop using this device as a kiosk' }).click();
    await page.getByRole('button', { name: 'Stop being a kiosk' }).click();
    await expect(page.getByLabel('Sign-in name')).toBeVisible();
    await signIn(page, server.origin, await server.person('field', { branches: ['n1'] }));
  } finally {
    await kiosk.close();
  }
});

test('a kiosk’s session is refused every read but what it shows', async () => {
  const kiosk = await openKiosk(server);
  try {
    const { page } = kiosk;
    const refused = [
      '/api/session',
      '/api/reports/overview',
      '/api/reports/satisfaction',
      '/api/completeness',
      '/api/quarantine',
      '/api/admin/people',
      '/api/admin/devices',
      '/api/admin/regions',
      '/sync/redress_accounts/_all_docs',
      '/sync/redress_audit/_all_docs',
    ];
    for (const path of refused) {
      const status = await page.evaluate(async (url) => (await fetch(url)).status, path);
      expect.soft(status, path).toBeGreaterThanOrEqual(400);
    }
    const lines = await page.evaluate(async () => (await fetch('/sync/pull')).text());
    const ids = lines
      .trim()
      .split('\n')
      .flatMap((line) => (JSON.parse(line) as { doc?: { _id: string } }).doc?._id ?? []);
    expect(ids.map((id) => id.replace(/:\d+$/, '')).toSorted()).toEqual([
      'branch:n1',
      'organisation:self',
      'region:north',
      'survey:satisfaction',
    ]);
  } finally {
    await kiosk.close();
  }
});
