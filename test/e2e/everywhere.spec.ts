/**
 * Every screen: no accessibility violation (axe, WCAG 2.2 AA) in light and dark, left to right and right to left, and
 * nothing wider than a phone of 360 px in any language.
 */
import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { LANGUAGES } from '../../src/i18n/languages.ts';
import { openPhone, PHONE, signIn } from './support/browser.ts';
import type { Phone } from './support/browser.ts';
import { startServer } from './support/server.ts';
import type { TestServer } from './support/server.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Tall, so that nothing lies half under a sticky bar, which axe takes for too small a target. */
const TALL = { width: PHONE.width, height: 9_000 };
const languages = [...LANGUAGES.map(({ code }) => code), 'en-XA'];

// Fifteen languages, and axe three times a page: long on a busy machine, and nothing that hangs.
test.describe.configure({ timeout: 900_000 });

let server: TestServer;
test.beforeAll(async () => {
  server = await startServer('--demo');
});
test.afterAll(() => server.close());

async function settled(page: Page): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await page.evaluate(() => document.fonts.ready);
}

async function show(page: Page, path: string, language: string): Promise<void> {
  await page.goto(`${server.origin}${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
  await expect(page.locator('html')).toHaveAttribute(
    'lang',
    language.split('-')[0] === 'en' ? /^en/ : new RegExp(`^${language.split('-')[0]}`),
  );
  await settled(page);
}

/** @returns what reaches beyond the page's edges, innermost first */
const overflowing = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((one) => {
        const { left, right } = one.getBoundingClientRect();
        return right > width + 1 || left < -1;
      })
      .slice(-4)
      .map((one) => `<${one.tagName.toLowerCase()}> ${one.textContent?.slice(0, 60) ?? ''}`);
  });

async function fitsInEveryLanguage(page: Page, paths: readonly string[]): Promise<void> {
  await page.setViewportSize(PHONE);
  for (const language of languages) {
    for (const path of paths) {
      await show(page, path, language);
      expect.soft(await overflowing(page), `${path} in ${language}`).toEqual([]);
    }
  }
}

async function hasNoViolation(page: Page, paths: readonly string[]): Promise<void> {
  await page.setViewportSize(TALL);
  for (const [language, colorScheme] of [
    ['en', 'light'],
    ['en', 'dark'],
    ['ar', 'light'],
  ] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const path of paths) {
      await show(page, path, language);
      const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze();
      const told = violations.map(
        ({ id, nodes }) =>
          `${id}: ${nodes
            .map(({ target }) => target.join(' '))
            .slice(0, 3)
            .join(', ')}`,
      );
      expect.soft(told, `${path} in ${language}, ${colorScheme}`).toEqual([]);
    }
  }
}

async function everyScreen(phone: Phone, paths: readonly string[]): Promise<void> {
  await hasNoViolation(phone.page, paths);
  await fitsInEveryLanguage(phone.page, paths);
}

async function as(
  role: 'field' | 'manager' | 'analyst' | 'admin',
  paths: (page: Page) => Promise<readonly string[]>,
): Promise<void> {
  const phone = await openPhone();
  try {
    await signIn(phone.page, server.origin, { login: role, password: 'redress-demo' });
    await settled(phone.page);
    await everyScreen(phone, await paths(phone.page));
  } finally {
    await phone.close();
  }
}

test('nobody signed in', async () => {
  const phone = await openPhone();
  try {
    await everyScreen(phone, ['/sign-in', '/setup', '/kiosk', '/nowhere']);
  } finally {
    await phone.close();
  }
});

test('field', () =>
  as('field', async (page) => {
    const first = page.locator('a[href^="/complaints/"]:not([href="/complaints/new"])').first();
    await expect(first).toBeVisible();
    return [
      '/complaints',
      '/complaints/new',
      String(await first.getAttribute('href')),
      '/account',
      '/account/held',
    ];
  }));

test('manager', () => as('manager', async () => ['/overview', '/complaints', '/quarantine', '/account']));

test('analyst', () => as('analyst', async () => ['/overview', '/account']));

test('admin', () =>
  as('admin', async () => ['/admin/people', '/admin/kiosks', '/admin/organisation', '/account']));
