/** A disk that is full for a while, under one store of the device. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { DataApi, KioskProfile, ResponseDraft } from '../../../src/data/api.ts';
import { createKioskData } from '../../../src/data/kiosk-data.ts';
import type { Engine } from '../../../src/data/store/engine.ts';
import { disk, faultyLevel } from '../../fault/sync/device/level.ts';
import { leveldbEngine, nodeDevice } from './node-device.ts';

const kiosk: KioskProfile = {
  kind: 'kiosk',
  device: 'kiosk-1',
  code: 'K7N',
  name: 'Exit',
  branch: 'n1',
  region: 'north',
  surveys: ['survey:satisfaction:1'],
  organisation: { name: 'Test', demo: false },
};
const response: ResponseDraft = {
  id: '01a00000-0000-7000-8000-000000000001',
  survey: 'survey:satisfaction:1',
  language: 'en',
  started: Date.UTC(2026, 0, 1),
  answers: { overall: 5 },
  missing: {},
  texts: {},
};

let dir = '';
let data: DataApi;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-full-'));
  disk.full = false;
});
afterEach(async () => {
  disk.full = false;
  await data.close();
  await rm(dir, { recursive: true, force: true });
});

/** @param store the one that is on the full disk */
async function open(store: 'drafts' | 'outbox'): Promise<void> {
  const [sound, faulty] = [leveldbEngine(dir), leveldbEngine(dir, faultyLevel)];
  const engine: Engine = (name) => (name.includes(`/${store}`) ? faulty(name) : sound(name));
  data = createKioskData(nodeDevice(dir, { engine }));
  expect(await data.open(kiosk)).toEqual({ ok: true });
}

test('a response that is on disk is confirmed, though its draft cannot be dropped', async () => {
  await open('drafts');
  expect(await data.saveDraft('response', response)).toEqual({ ok: true });
  disk.full = true;
  expect(await data.finishResponse(response, true)).toMatchObject({ ok: true });
  expect((await data.status()).waiting).toBe(1);
  disk.full = false;
  expect(await data.finishResponse(response, true)).toMatchObject({ ok: true });
  expect((await data.status()).waiting).toBe(1);
});

test('a write that has no room is said to have none, and is not there afterwards', async () => {
  await open('outbox');
  disk.full = true;
  expect(await data.finishResponse(response, true)).toEqual({ ok: false, code: 'store.full' });
  expect((await data.status()).full).toBe(true);
  disk.full = false;
  expect((await data.status()).waiting).toBe(0);
  expect(await data.finishResponse(response, true)).toMatchObject({ ok: true });
  expect(await data.status()).toMatchObject({ waiting: 1, full: false });
});

test('offering again what was held fails without a word but in the status', async () => {
  await open('outbox');
  expect(await data.finishResponse(response, true)).toMatchObject({ ok: true });
  disk.full = true;
  await data.retryHeld();
  expect((await data.status()).full).toBe(true);
  disk.full = false;
  await data.retryHeld();
  expect((await data.status()).waiting).toBe(1);
});
