/** A verdict and what follows from it are one write. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Outbox } from '../../../src/data/outbox/outbox.ts';
import { openStores } from '../../../src/data/stores.ts';
import type { Stores } from '../../../src/data/stores.ts';
import type { DeviceId } from '../../../src/domain/ids.ts';
import type { DeviceCode } from '../../../src/domain/reference.ts';
import { disk, faultyLevel } from '../../fault/sync/device/level.ts';
import { leveldbEngine, nodeDevice } from './node-device.ts';

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-verdict-'));
  disk.full = false;
});
afterEach(async () => {
  disk.full = false;
  await rm(dir, { recursive: true, force: true });
});

test('what is confirmed for good leaves with its verdict, or stays to be confirmed again', async () => {
  const [sound, faulty] = [leveldbEngine(dir), leveldbEngine(dir, faultyLevel)];
  const around = nodeDevice(dir);
  const open = async (): Promise<{ outbox: Outbox; stores: Stores }> => {
    const stores = openStores((name) => (name.includes('/outbox') ? faulty(name) : sound(name)), 'kiosk');
    const outbox = new Outbox(stores.outbox, around.locks, 'kiosk', around);
    await outbox.load();
    return { outbox, stores };
  };
  const { crypto } = await around.keys.of('kiosk');
  const maker = { device: 'kiosk-1' as DeviceId, code: 'K7N' as DeviceCode, person: null, crypto };
  const first = await open();
  const { _id: id } = await first.outbox.append(maker, (pen) =>
    pen.item({ _id: 'response:01a00000-0000-7000-8000-000000000001' }),
  );
  const verdict = [{ id, kind: 'confirmed', forGood: true }] as const;
  disk.full = true;
  await expect(first.outbox.judge(verdict)).rejects.toThrow('No space');
  disk.full = false;
  // A LevelDB takes no write after one that failed, until it is opened again.
  await first.stores.close();
  const second = await open();
  expect(second.outbox.waiting().length).toBe(1);
  await second.outbox.judge(verdict);
  expect(second.outbox.items()).toEqual([]);
  await second.stores.close();
  const third = await open();
  expect(third.outbox.items()).toEqual([]);
  await third.stores.close();
});
