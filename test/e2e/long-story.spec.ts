/** A complaint with hundreds of entries: the page begins with its end, and shows the rest when it is asked for. */
import { expect, test } from '@playwright/test';
import { uuidv7 } from 'uuidv7';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { eventUuidOf } from '../../src/domain/ids.ts';
import type { ComplaintId } from '../../src/domain/ids.ts';
import { phoneOf } from '../bench/complaints.ts';
import { openPhone, signIn } from './support/browser.ts';
import { startServer } from './support/server.ts';
import type { Login, TestServer } from './support/server.ts';

let server: TestServer;
test.beforeEach(async () => {
  server = await startServer();
});
test.afterEach(() => server.close());

async function tell(who: Login, count: number): Promise<ComplaintId> {
  const phone = await phoneOf(server, who);
  const id = uuidv7() as ComplaintId;
  const events: ComplaintEvent[] = [await phone.device.received(id, 'n1', 'north', 'It leaks at night')];
  for (let n = 1; n < count; n += 1) {
    const after = [eventUuidOf(events.at(-1)?._id ?? '')];
    const draft = { kind: 'note', data: {}, body: { text: `Call number ${n}.` } } as const;
    events.push(await phone.device.event(id, draft, after));
  }
  await phone.push(events);
  return id;
}

test('the story of a complaint of 400 entries is whole once its earlier entries were asked for', async () => {
  const id = await tell(await server.person('field', { branches: ['n1'] }), 400);
  const reader = await server.person('manager', { regions: ['north'] });
  const phone = await openPhone();
  try {
    const { page } = phone;
    await signIn(page, server.origin, reader);
    await page.goto(`${server.origin}/complaints/${id}`);
    const story = page.getByRole('list', { name: 'What happened' });
    await expect(page.getByText('Call number 399.')).toBeVisible();
    await expect(story.first()).toContainText('It leaks at night');
    await expect(page.getByText('Call number 1.', { exact: true })).toHaveCount(0);
    const more = page.getByRole('button', { name: 'Show earlier entries' });
    await more.click();
    await expect(page.getByText('Call number 200.')).toHaveCount(1);
    await more.click();
    await expect(more).toHaveCount(0);
    await expect(page.getByText(/^Call number \d+\.$/)).toHaveCount(399);
  } finally {
    await phone.close();
  }
});
