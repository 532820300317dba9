/** What staff and customers do at a kiosk. */
import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Device } from '../../server/contract/session.ts';
import type { SurveyResponse } from '../../src/domain/response.ts';
import { KIOSK, openPhone } from './support/browser.ts';
import type { Phone } from './support/browser.ts';
import type { TestServer } from './support/server.ts';

type SentResponse = Pick<SurveyResponse, '_id' | 'seq' | 'language' | 'complete' | 'answers' | 'missing'>;

export const PIN = '4711';
/** The ready-made survey: six questions with faces, one from 0 to 10, one open. */
export const QUESTIONS = 8;

/** Enrols a browser with a fresh code, as staff do, and goes on as a trial, for nothing can be installed here. */
export async function openKiosk(server: TestServer, branch = 'n1', viewport = KIOSK): Promise<Phone> {
  const { code } = await server.kiosk(branch);
  const kiosk = await openPhone(viewport);
  await kiosk.page.goto(`${server.origin}/kiosk?lang=en#code=${code}`);
  await kiosk.page.getByLabel('PIN for the staff here').fill(PIN);
  await kiosk.page.getByRole('button', { name: 'Set up the kiosk' }).click();
  await kiosk.page.getByRole('button', { name: 'Go on without installing, as a trial' }).click();
  await expect(kiosk.page.getByRole('button', { name: 'English' })).toBeVisible();
  return kiosk;
}

/** What can be tapped as an answer to the question that is shown. */
export const answers = (page: Page): Locator => page.getByRole('group').getByRole('button');

/** Waits for a question by its place, in whatever language. */
export async function atQuestion(page: Page, position: number): Promise<void> {
  await expect(page.locator('footer [role=img] [data-on]')).toHaveCount(position);
}

/**
 * A customer answers the whole survey, from the choice of a language to the thanks.
 * @param face 1 to 5, to every question with faces
 * @param score 0 to 10
 */
export async function answerAll(
  page: Page,
  language: string,
  { face, score, comment }: { readonly face: number; readonly score: number; readonly comment?: string },
): Promise<void> {
  await page.getByRole('button', { name: language, exact: true }).click();
  for (let position = 1; position <= 6; position += 1) {
    await atQuestion(page, position);
    await answers(page)
      .nth(face - 1)
      .click();
  }
  await atQuestion(page, 7);
  await answers(page).nth(score).click();
  await atQuestion(page, QUESTIONS);
  if (comment === undefined) {
    await page.locator('main button').last().click();
  } else {
    await page.getByRole('textbox').fill(comment);
    await page.locator('main button').first().click();
  }
  await expect(page.getByRole('textbox')).toHaveCount(0);
}

/** Holds the organisation's name for as long as staff must. */
export async function openStaffDoor(page: Page): Promise<void> {
  const box = await page.getByRole('button', { name: 'Warm Homes' }).boundingBox();
  if (box === null) throw new Error('the organisation is not to be seen');
  await page.mouse.move(box.x + 10, box.y + 10);
  await page.mouse.down();
  await expect(page.getByRole('heading', { name: 'Staff PIN' })).toBeVisible();
  await page.mouse.up();
}

export async function enterPin(page: Page, pin: string): Promise<void> {
  for (const digit of pin) await page.getByRole('button', { name: digit, exact: true }).click();
  await page.getByRole('button', { name: 'Open' }).click();
}

/** What this kiosk has sent and the server has taken note of: every response once, in the order in which it was made. */
export function responsesSent(page: Page): () => SentResponse[] {
  const sent = new Map<string, SentResponse>();
  page.on('request', (request) => {
    if (!request.url().endsWith('/_bulk_docs')) return;
    const { docs } = request.postDataJSON() as { docs: SentResponse[] };
    for (const doc of docs) sent.set(doc._id, doc);
  });
  return () => [...sent.values()].toSorted((a, b) => a.seq - b.seq);
}

/** How many responses of the only kiosk the server has, and how many numbers are missing among them. */
export async function received(server: TestServer): Promise<{ received: number; missing: number }> {
  const devices = (await server.admin('/api/admin/devices')) as Device[];
  const kiosk = devices.find(({ kind }) => kind === 'kiosk');
  return { received: kiosk?.received ?? 0, missing: kiosk?.missing ?? 0 };
}
