/** Takes the README's pictures from the built app with demonstration data: `npm run screenshots`. */
import { mkdir } from 'node:fs/promises';
import { atQuestion, openKiosk } from './e2e/kiosk-steps.ts';
import { DESKTOP, openPhone, PHONE, signIn } from './e2e/support/browser.ts';
import { startServer } from './e2e/support/server.ts';

const FOLDER = 'docs/screenshots';
const demo = (login: string) => ({ login, password: 'redress-demo' });

await mkdir(FOLDER, { recursive: true });
const server = await startServer('--demo');
try {
  const phone = await openPhone(PHONE);
  const take = (name: string): Promise<unknown> => phone.page.screenshot({ path: `${FOLDER}/${name}.png` });
  await signIn(phone.page, server.origin, demo('field'));
  const first = phone.page.locator('article a[href^="/complaints/"]').first();
  await first.waitFor();
  await take('list');
  await phone.page.goto(`${server.origin}/complaints/new`);
  await phone.page
    .getByLabel('What happened, in their words')
    .fill('The boiler you repaired on Sunday leaks again');
  await take('record');
  await phone.page.getByLabel('Branch').selectOption({ index: 1 });
  await phone.page.getByRole('button', { name: 'Save' }).click();
  await phone.page
    .getByRole('link', { name: 'Open it' })
    .or(phone.page.getByRole('button', { name: 'Open it' }))
    .click();
  await phone.page.getByRole('button', { name: 'Add note' }).waitFor();
  await take('case');
  await phone.close();

  const manager = await openPhone(DESKTOP);
  await signIn(manager.page, server.origin, demo('manager'));
  await manager.page.locator('.recharts-surface').first().waitFor();
  await manager.page.screenshot({ path: `${FOLDER}/overview.png` });
  await manager.close();

  const kiosk = await openKiosk(server, 'CA');
  await kiosk.page.getByRole('button', { name: 'ქართული' }).click();
  await atQuestion(kiosk.page, 1);
  await kiosk.page.screenshot({ path: `${FOLDER}/kiosk.png` });
  await kiosk.close();
} finally {
  await server.close();
}
