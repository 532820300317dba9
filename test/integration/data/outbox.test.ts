import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DataApi, NewComplaint } from '../../../src/data/api.ts';
import { createData } from '../../../src/data/data-api.ts';
import { Mirror } from '../../../src/data/mirror/mirror.ts';
import { openStores } from '../../../src/data/stores.ts';
import { webHasher } from '../../../src/domain/seal-webcrypto.ts';
import { itemHash } from '../../../src/domain/seal.ts';
import { leveldbEngine, nodeDevice, processLocks, tabs } from './node-device.ts';
import { fieldWorker, registryDocs } from './organisation.ts';
import { until } from './until.ts';

const complaint: NewComplaint = {
  text: 'The boiler leaks again',
  branch: 'n1',
  channel: 'phone',
  category: [],
  wanted: [],
  party: null,
};
interface Line {
  readonly doc: {
    readonly _id: string;
    readonly seq: number;
    readonly prev: string | null;
    readonly at: string;
  };
}
/** What is only on the device, as its rescue file says. */
async function made(data: DataApi): Promise<Line['doc'][]> {
  const [, ...lines] = (await data.rescueFile()).trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as Line).doc);
}

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-outbox-'));
  const stores = openStores(leveldbEngine(dir), 'account-ana');
  const mirror = new Mirror(stores.mirror, Date.now);
  await mirror.begin();
  await mirror.write({ docs: registryDocs, forget: [], checkpoint: 'c1' });
  await stores.close();
});
afterEach(async () => {
  await rm(dir, { recursive: true, force: true });
});

describe('what is made on a device', () => {
  test('is numbered without gaps, each item naming the hash of the one before, over restarts', async () => {
    for (let start = 0; start < 3; start += 1) {
      const data = createData(nodeDevice(dir));
      await data.open(fieldWorker);
      for (let n = 0; n < 4; n += 1) expect((await data.record(complaint)).ok).toBe(true);
      await data.close();
    }
    const data = createData(nodeDevice(dir));
    await data.open(fieldWorker);
    const items = await made(data);
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 12 }, (_, n) => n + 1));
    let prev: string | null = null;
    for (const item of items) {
      expect(item.prev).toBe(prev);
      prev = await itemHash(item, webHasher(globalThis.crypto.subtle));
    }
    await data.close();
  });

  test('is numbered once, when two tabs record at the same time', async () => {
    const shared = { locks: processLocks(), signals: tabs() };
    const [one, other] = [createData(nodeDevice(dir, shared)), createData(nodeDevice(dir, shared))];
    await one.open(fieldWorker);
    await other.open(fieldWorker);
    const saved = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 === 0 ? one : other).record(complaint)),
    );
    const references = new Set(saved.map((each) => (each.ok ? each.reference : each.code)));
    expect(references.size).toBe(40);
    // Tabs tell each other, which takes a moment.
    const items = await until(async () => {
      const found = await made(one);
      return found.length === 40 ? found : null;
    });
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
    expect(new Set(items.map(({ at }) => at)).size).toBe(40);
    const shown = { filter: 'unsynced', search: '', offset: 0, limit: 100 } as const;
    await until(async () => (await other.list(shown)).total === 40);
    await one.close();
    await other.close();
  });

  test('goes on after the clock was set back', async () => {
    let now = Date.UTC(2030, 0, 1);
    const data = createData(nodeDevice(dir, { now: () => now }));
    await data.open(fieldWorker);
    await data.record(complaint);
    now = Date.UTC(2026, 0, 1);
    await data.record(complaint);
    const [first, second] = await made(data);
    expect((second?.at ?? '') > (first?.at ?? '')).toBe(true);
    await data.close();
  });
});

describe('what is wrong with a new complaint', () => {
  test('is said by field and rule, and nothing is recorded', async () => {
    const data = createData(nodeDevice(dir));
    await data.open(fieldWorker);
    expect(await data.record({ ...complaint, text: 'x'.repeat(20_001) })).toEqual({
      ok: false,
      code: 'schema.invalid',
      field: 'text',
      rule: 'text.tooLong',
    });
    expect(await data.record({ ...complaint, branch: 'elsewhere' })).toMatchObject({
      code: 'schema.invalid',
      field: 'branch',
    });
    expect(await data.record({ ...complaint, received: 'yesterday' as never })).toMatchObject({
      field: 'received',
    });
    expect(await made(data)).toEqual([]);
    await data.close();
  });
});

describe('a draft', () => {
  test('is on disk when it was saved, and gone when it was dropped', async () => {
    let data = createData(nodeDevice(dir));
    await data.open(fieldWorker);
    await data.saveDraft('complaint:new', { text: 'half a sent' });
    await data.saveDraft('complaint:new', { text: 'half a sentence' });
    await data.close();
    data = createData(nodeDevice(dir));
    await data.open(fieldWorker);
    expect(await data.draft('complaint:new')).toEqual({ text: 'half a sentence' });
    await data.dropDraft('complaint:new');
    expect(await data.draft('complaint:new')).toBeNull();
    await data.close();
  });
});
