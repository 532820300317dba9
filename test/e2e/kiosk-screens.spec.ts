/** The kiosk's screens as everybody may need them: large text, strong contrast, any language, a small phone. */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { answers, atQuestion, enterPin, openKiosk, openStaffDoor, PIN } from './kiosk-steps.ts';
import { KIOSK, PHONE } from './support/browser.ts';
import { startServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** UX.md: what a customer taps is 96 px high; beside each other, numbers share the width of a phone. */
const TALL_ENOUGH = 96;

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer();
});
test.afterAll(() => server.close());

const sideways = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const kiosk = document.getElementById('kiosk');
    const wider = (one: Element | null): boolean => one !== null && one.scrollWidth > one.clientWidth;
    return wider(document.documentElement) || wider(kiosk);
  });

async function violations(page: Page): Promise<string[]> {
  const found = await new AxeBuilder({ page }).withTags(WCAG).analyze();
  return found.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

test('no language is wider than a phone, at any size of text', async () => {
  const kiosk = await openKiosk(server, 'n1', PHONE);
  try {
    const { page } = kiosk;
    for (const { name, code } of LANGUAGES) {
      await page.getByRole('button', { name, exact: true }).click();
      await atQuestion(page, 1);
      for (let size = 0; size < 3; size += 1) {
        expect.soft(await sideways(page), `${code}, first question, size ${size}`).toBe(false);
        await page.locator('footer button').nth(-2).click();
      }
      for (let position = 1; position <= 6; position += 1) {
        await atQuestion(page, position);
        await answers(page).first().click();
      }
      await atQuestion(page, 7);
      expect.soft(await sideways(page), `${code}, numbers`).toBe(false);
      await answers(page).first().click();
      await atQuestion(page, 8);
      expect.soft(await sideways(page), `${code}, comment`).toBe(false);
      await page.locator('main button').last().click();
      await expect(page.getByRole('textbox')).toHaveCount(0);
      expect.soft(await sideways(page), `${code}, thanks`).toBe(false);
      await page.locator('main button').click();
      await expect(page.getByRole('button', { name: 'Magyar' })).toBeVisible();
    }
  } finally {
    await kiosk.close();
  }
});

test('no accessibility violation, and targets large enough for a hurried hand', async () => {
  const kiosk = await openKiosk(server, 'n1', KIOSK);
  try {
    const { page } = kiosk;
    const heights = (): Promise<number[]> =>
      answers(page).evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect.soft(await violations(page), 'start').toEqual([]);
    for (const language of ['English', 'العربية']) {
      await page.getByRole('button', { name: language, exact: true }).click();
      await atQuestion(page, 1);
      expect.soft(await violations(page), `${language}: faces`).toEqual([]);
      for (const height of await heights()) expect.soft(height).toBeGreaterThanOrEqual(TALL_ENOUGH);
      await page.locator('footer button').last().click();
      expect.soft(await violations(page), `${language}: contrast`).toEqual([]);
      for (let position = 1; position <= 6; position += 1) {
        await atQuestion(page, position);
        await answers(page).first().click();
      }
      await atQuestion(page, 7);
      expect.soft(await violations(page), `${language}: numbers`).toEqual([]);
      for (const height of await heights()) expect.soft(height).toBeGreaterThanOrEqual(TALL_ENOUGH);
      await answers(page).first().click();
      await atQuestion(page, 8);
      expect.soft(await violations(page), `${language}: comment`).toEqual([]);
      await page.locator('main button').last().click();
      await expect(page.getByRole('textbox')).toHaveCount(0);
      expect.soft(await violations(page), `${language}: thanks`).toEqual([]);
      await page.locator('main button').click();
      await expect(page.getByRole('button', { name: 'Magyar' })).toBeVisible();
    }
    await openStaffDoor(page);
    expect.soft(await violations(page), 'PIN').toEqual([]);
    await enterPin(page, PIN);
    await expect(page.getByRole('heading', { name: 'Front door' })).toBeVisible();
    expect.soft(await violations(page), 'staff').toEqual([]);
  } finally {
    await kiosk.close();
  }
});

test('by keyboard alone a survey is answered from the language to the thanks', async () => {
  const kiosk = await openKiosk(server, 'n1', KIOSK);
  try {
    const { page } = kiosk;
    await page.getByRole('button', { name: 'English' }).focus();
    await page.keyboard.press('Enter');
    for (let position = 1; position <= 7; position += 1) {
      await atQuestion(page, position);
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
    }
    await atQuestion(page, 8);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Fine');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Thank you' })).toBeFocused();
  } finally {
    await kiosk.close();
  }
});
