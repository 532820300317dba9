/** Who the benches sign in, on a page as a person would. */
import type { Page } from '@playwright/test';
import type { Login, TestServer } from '../e2e/support/server.ts';

/** Some complaint of the list; its frame has the link to a new one. */
export const CARD = 'a[href^="/complaints/"]:not([href="/complaints/new"])';
/** A language, or the one button of a survey in one language: the kiosk's start screen. */
const BEGIN = 'main button[lang], button[lang], h1 ~ button';

/** A field person of a branch with a password of their own, so that no notice asks for one. */
export async function fieldPerson(server: TestServer, branch: string): Promise<Login> {
  const { login, password, account } = await server.person('field', {
    branches: [branch],
    name: 'Nino Field',
  });
  const headers = { origin: server.origin, 'content-type': 'application/json' };
  const post = async (path: string, body: unknown, cookie?: string): Promise<Response> => {
    const response = await fetch(`${server.origin}${path}`, {
      method: 'POST',
      headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const session = await post('/api/session', { login, password });
  const cookie = session.headers.get('set-cookie')?.split(';')[0] ?? '';
  const next = 'long winter evenings';
  await post('/api/session/password', { current: password, next }, cookie);
  return { login, password: next, account };
}

/** Until the list is there, or the sentence that there is nothing in it. */
export async function signIn(page: Page, origin: string, { login, password }: Login): Promise<void> {
  await page.goto(origin);
  await page.fill('#sign-in-login', login);
  await page.fill('#sign-in-password', password);
  await page.click('form button[type=submit]');
  await page.waitForURL('**/complaints');
}

/** By the code, then without installing, as a trial: what is on the screen after that is the same. */
export async function enrolKiosk(page: Page, origin: string, code: string): Promise<void> {
  await page.goto(`${origin}/kiosk#code=${code}`);
  await page.fill('#pin', '24680');
  await page.click('button[type=submit]');
  // The other button installs; where the browser offers no installation it is not there.
  await page.locator('#pin').waitFor({ state: 'detached' });
  await page.locator('button').last().click();
  await kioskWaits(page);
}

export const kioskWaits = (page: Page): Promise<void> => page.locator(BEGIN).first().waitFor();
