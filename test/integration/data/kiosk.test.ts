import { afterAll, beforeAll, expect, test } from 'vitest';
import { SATISFACTION_SURVEY } from '../../../server/ops/seed.ts';
import type { ResponseDraft } from '../../../src/data/api.ts';
import { startRealServer } from './real-server.ts';
import type { RealServer } from './real-server.ts';
import { until } from './until.ts';

const draft: ResponseDraft = {
  survey: SATISFACTION_SURVEY,
  language: 'ka',
  started: Date.now() - 20_000,
  answers: { recommend: 9 },
  missing: {},
  texts: { comment: 'მადლობა' },
};

let server: RealServer;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(async () => {
  await server.close();
});

test('a kiosk records twenty responses offline, and all arrive once', async () => {
  const kiosk = await server.kiosk('N1', [SATISFACTION_SURVEY]);
  await until(async () => (await kiosk.data.registry()).surveys.length === 1);
  const seen = await kiosk.data.registry();
  expect(seen.people).toEqual([]);
  expect(seen.branches.map(({ branch }) => branch)).toEqual(['N1']);
  await kiosk.restart({ online: () => false });
  const kept = await kiosk.data.registry();
  expect(kept.surveys).toHaveLength(1);
  expect(kept.branches.map(({ branch }) => branch)).toEqual(['N1']);
  const ids: string[] = [];
  for (let n = 0; n < 20; n += 1) {
    await kiosk.data.saveDraft('response', { ...draft, answers: { recommend: n % 11 } });
    const done = await kiosk.data.finishResponse({ ...draft, answers: { recommend: n % 11 } }, n % 5 !== 0);
    if (!done.ok) throw new Error(done.code);
    ids.push(done.id);
    expect(await kiosk.data.draft('response')).toBeNull();
  }
  expect((await kiosk.data.status()).waiting).toBe(20);
  await kiosk.restart({});
  await until(async () => (await kiosk.data.status()).waiting === 0);
  expect(await kiosk.data.held()).toEqual([]);
  const { data } = server.context.stores;
  const stored = await data.range({ from: 'response:', to: 'response;', includeDocs: true });
  expect(stored.map(({ _id }) => _id).sort()).toEqual([...ids].sort());
  expect(stored[0]?.['admitted']).toMatchObject({ branch: 'N1', region: 'N' });
  // Nothing of the last customers remains.
  expect((await kiosk.data.rescueFile()).trim().split('\n')).toHaveLength(1);
});

test('a kiosk has no complaints, and makes none', async () => {
  const { data } = await server.kiosk('N2', [SATISFACTION_SURVEY]);
  expect(await data.list({ filter: 'due', search: '', offset: 0, limit: 10 })).toMatchObject({ total: 0 });
  const complaint = {
    text: 'Too long a queue',
    branch: 'N2',
    channel: 'inPerson',
    category: [],
    wanted: [],
    party: null,
  } as const;
  expect(await data.record(complaint)).toEqual({ ok: false, code: 'scope.forbidden' });
  expect((await data.status()).waiting).toBe(0);
});

test('an answer that is none is refused by field and rule', async () => {
  const kiosk = await server.kiosk('N2', [SATISFACTION_SURVEY]);
  const wrong = { ...draft, answers: { recommend: { nine: true } } };
  expect(await kiosk.data.finishResponse(wrong, true)).toMatchObject({ ok: false, code: 'schema.invalid' });
});

test('a run that the power cut between its response and the end of its draft is one response', async () => {
  const kiosk = await server.kiosk('N2', [SATISFACTION_SURVEY]);
  await until(async () => (await kiosk.data.registry()).surveys.length === 1);
  await kiosk.restart({ online: () => false });
  const run = { ...draft, id: '017f22e2-79b0-7cc3-98c4-dc0c0c07398f' };
  expect(await kiosk.data.finishResponse(run, true)).toEqual({ ok: true, id: `response:${run.id}` });
  expect(await kiosk.data.finishResponse(run, true)).toEqual({ ok: true, id: `response:${run.id}` });
  expect((await kiosk.data.status()).waiting).toBe(1);
  // What a cut between the two writes leaves behind.
  await kiosk.data.saveDraft('response', run);
  await kiosk.restart({ online: () => false });
  expect(await kiosk.data.draft('response')).toBeNull();
});
