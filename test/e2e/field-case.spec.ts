/** A complaint from its receipt to its closing, on the screens that field staff use, and by two of them at once. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { openPhone, readyForOffline, signIn } from './support/browser.ts';
import type { Phone } from './support/browser.ts';
import { startServer } from './support/server.ts';
import type { Login, TestServer } from './support/server.ts';

let server: TestServer;
let nino: Login;
const phones: Phone[] = [];
async function phoneOf(who: Login): Promise<Page> {
  const phone = await openPhone();
  phones.push(phone);
  await signIn(phone.page, server.origin, who);
  await expect(phone.page.getByRole('heading', { name: 'Old Town' })).toBeVisible();
  return phone.page;
}
test.beforeEach(async () => {
  server = await startServer();
  nino = await server.person('field', { branches: ['n1'], name: 'Nino' });
});
test.afterEach(async () => {
  for (const phone of phones.splice(0)) await phone.close();
  await server.close();
});

const sheet = (page: Page) => page.getByRole('dialog');
const story = (page: Page) => page.getByRole('list', { name: 'What happened' });
async function choose(page: Page, label: string): Promise<void> {
  await sheet(page).getByText(label, { exact: true }).first().click();
}
async function save(page: Page): Promise<void> {
  await sheet(page).getByRole('button', { name: 'Save' }).click();
  await expect(sheet(page)).toBeHidden();
}
const step = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();

async function record(page: Page, text: string, more: () => Promise<void> = async () => {}): Promise<void> {
  await page.goto(`${server.origin}/complaints/new`);
  await page.getByLabel('What happened, in their words').fill(text);
  await more();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(text);
}

test('each step leads to the next, from the receipt to the closing', async () => {
  const page = await phoneOf(nino);
  await record(page, 'Boiler leaks again two days after the repair', async () => {
    await page.getByText('Came back', { exact: true }).click();
    await page.getByText('Repair', { exact: true }).last().click();
    await page.getByLabel('Phone').fill('+995 599 12 34 56');
  });
  await expect(page.getByRole('link', { name: '+995 599 12 34 56' })).toHaveAttribute(
    'href',
    'tel:+995599123456',
  );
  await expect(page.getByText('Repair › Came back')).toBeVisible();

  await step(page, /^Acknowledge/).click();
  await choose(page, 'In person');
  await save(page);
  await step(page, 'Assess').click();
  await sheet(page).getByRole('button', { name: 'Save' }).click();
  await expect(sheet(page).getByRole('alert')).toContainText('There are 2 things to put right');
  await choose(page, 'Serious');
  await sheet(page).getByLabel('Why').fill('Water near the mains');
  await sheet(page).getByText('Safety is at stake').click();
  await save(page);
  await expect(story(page)).toContainText('Water near the mains');

  await step(page, 'Record findings').click();
  await sheet(page).getByLabel('What you found').fill('Seal of a faulty batch');
  await save(page);
  await step(page, 'Propose a remedy').click();
  await sheet(page).getByLabel('Amount in EUR').fill('25.50');
  await save(page);
  await expect(story(page)).toContainText('€25.50');
  await step(page, 'Approve a remedy').click();
  await save(page);
  await step(page, 'Communicate the decision').click();
  await choose(page, 'Upheld');
  await sheet(page).getByLabel('What you told them').fill('We repair it tomorrow, free of charge');
  await save(page);
  await step(page, 'Record their answer').click();
  await choose(page, 'They accept it');
  await save(page);
  await step(page, 'Remedy carried out').click();
  await save(page);
  await step(page, 'Close the complaint').click();
  await save(page);
  await expect(page.getByText('Closed').first()).toBeVisible();
  await expect(story(page)).toContainText('ClosedAccepted by the complainant');

  await expect(story(page)).not.toContainText('not synced');
  await page.goto(`${server.origin}/complaints?show=closed`);
  await expect(page.getByRole('link', { name: /Boiler leaks again/ })).toBeVisible();
});

test('a decision that is rejected leaves it open, and it can only be closed once other ways were told', async () => {
  const page = await phoneOf(nino);
  await record(page, 'Wrong part fitted');
  const more = async (act: string): Promise<void> => {
    await page.getByRole('button', { name: 'More to do' }).click();
    await sheet(page).getByRole('button', { name: act }).click();
  };
  await more('Communicate the decision');
  await choose(page, 'Not upheld');
  await sheet(page).getByLabel('What you told them').fill('The part is the right one');
  await save(page);
  await step(page, 'Record their answer').click();
  await choose(page, 'They don’t accept it');
  await save(page);
  await more('Close the complaint');
  await expect(sheet(page).getByText('Withdrawn')).toBeVisible();
  await expect(sheet(page).getByText('All recourse used up')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await step(page, 'Tell of other ways').click();
  await choose(page, 'An independent body');
  await save(page);
  await more('Close the complaint');
  await choose(page, 'All recourse used up');
  await save(page);
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
});

test('two phones change one complaint offline: both changes stay, and one tap settles what is contested', async () => {
  const giorgi = await server.person('field', { branches: ['n1'], name: 'Giorgi' });
  const one = await phoneOf(nino);
  await record(one, 'Charged twice for the June visit');
  await expect(one.getByText('Everything is synced').first()).toBeVisible();
  const address = one.url();
  const two = await phoneOf(giorgi);
  await two.goto(address);
  await expect(two.getByRole('heading', { level: 1 })).toContainText('Charged twice');
  await readyForOffline(one);
  await readyForOffline(two);

  const assess = async (page: Page, severity: string, why: string): Promise<void> => {
    await page.getByRole('button', { name: 'More to do' }).click();
    await sheet(page).getByRole('button', { name: 'Assess' }).click();
    await choose(page, severity);
    await sheet(page).getByLabel('Why').fill(why);
    await save(page);
  };
  for (const page of [one, two]) await page.context().setOffline(true);
  await assess(one, 'Serious', 'It happened before');
  await assess(two, 'Minor', 'Already paid back');
  await step(two, 'Add note').click();
  await sheet(two).getByLabel('Note').fill('The bank confirmed it');
  await save(two);
  for (const page of [one, two]) await page.context().setOffline(false);

  for (const page of [one, two]) {
    await expect(story(page)).toContainText('It happened before');
    await expect(story(page)).toContainText('Already paid back');
    await expect(story(page)).toContainText('The bank confirmed it');
    await expect(page.getByRole('heading', { name: 'Two answers: Severity' })).toBeVisible();
  }
  await one
    .getByRole('region', { name: 'Two answers: Severity' })
    .getByRole('button', { name: /^Serious/ })
    .click();
  for (const page of [one, two]) {
    await expect(page.getByRole('heading', { name: 'Two answers: Severity' })).toBeHidden();
    await expect(page.locator('header').getByText('Serious')).toBeVisible();
  }
  // Who neither recorded it nor handles it works on it without knowing who complained.
  await expect(story(two)).toContainText('Nino');
});

test('taking a complaint is one tap, and so is giving it back', async () => {
  const page = await phoneOf(nino);
  await record(page, 'Late visit');
  await page.getByRole('button', { name: 'Take it' }).click();
  await expect(page.getByText('You handle this complaint now')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take it' })).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Take it' })).toBeVisible();
});

test('everything that can be done opens a sheet that all can use, on the narrowest phone', async () => {
  const page = await phoneOf(nino);
  await record(page, 'Wrong part fitted', async () => {
    await page.getByLabel('Phone').fill('599 12 34 56');
  });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'More to do' }).click();
  const acts = await sheet(page).getByRole('listitem').allTextContents();
  expect(acts.length).toBeGreaterThan(5);
  await page.keyboard.press('Escape');
  for (const act of acts) {
    await page.getByRole('button', { name: 'More to do' }).click();
    await sheet(page).getByText(act, { exact: true }).click();
    await expect(sheet(page).getByRole('button', { name: 'Save' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page })
      .include('dialog')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect
      .soft(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
        act,
      )
      .toEqual([]);
    const over = await sheet(page).evaluate((element) => element.scrollWidth - element.clientWidth);
    expect.soft(over, `${act} scrolls sideways`).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    await expect(sheet(page)).toBeHidden();
  }
});
