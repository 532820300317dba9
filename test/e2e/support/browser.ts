/** Browsers as people have them: one context a phone, kept on disk where it has to outlive its window. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';
import { launchOptions } from '../../../scripts/chromium.mjs';

export const PHONE = { width: 360, height: 740 };
export const KIOSK = { width: 768, height: 1024 };
export const DESKTOP = { width: 1280, height: 800 };

export interface Phone {
  readonly context: BrowserContext;
  readonly page: Page;
  /** Closes the browser and opens it again with all that it had kept. */
  reopen(options?: { offline?: boolean }): Promise<Phone>;
  close(): Promise<void>;
}

/** A browser with a profile on disk: what was stored is there after it was closed. */
export async function openPhone(viewport = PHONE, folder?: string): Promise<Phone> {
  const dir = folder ?? (await mkdtemp(join(tmpdir(), 'redress-phone-')));
  const context = await chromium.launchPersistentContext(dir, { ...launchOptions(), viewport });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    context,
    page,
    async reopen({ offline = false } = {}) {
      await context.close();
      const again = await openPhone(viewport, dir);
      await again.context.setOffline(offline);
      return again;
    },
    async close() {
      await context.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Signs in on the real screen, in English, and waits until the first page of the role is there. */
export async function signIn(
  page: Page,
  origin: string,
  { login, password }: { login: string; password: string },
): Promise<void> {
  await page.goto(`${origin}/sign-in?lang=en`);
  await page.getByLabel('Sign-in name').fill(login);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/(complaints|overview|admin\/people)$/);
}

/** Until the service worker serves this page and has all that this role needs without a network. */
export async function readyForOffline(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.reload();
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}
