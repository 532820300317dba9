/** What the tests of administration do again and again, as a person does it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

export async function signIn(
  page: Page,
  origin: string,
  who: { login: string; password: string },
): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel('Sign-in name').fill(who.login);
  await page.getByRole('textbox', { name: 'Password' }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('navigation', { name: 'Main places' })).toBeVisible();
}

/** No violation of WCAG 2.2 AA that a program can find, and nothing that scrolls sideways. */
export async function expectUsable(page: Page): Promise<void> {
  const size = page.viewportSize() ?? { width: 360, height: 740 };
  // Taller than any of the screens: what lies under a bar at the foot for now only needs scrolling, and is no fault.
  await page.setViewportSize({ ...size, height: 4000 });
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  await page.setViewportSize(size);
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`),
    page.url(),
  ).toEqual([]);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(over, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** Text fields of a form, by their labels. */
export async function fill(page: Page, values: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(values)) {
    await page.getByRole('textbox', { name: label, exact: true }).fill(value);
  }
}
