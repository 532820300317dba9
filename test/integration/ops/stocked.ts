/** A store with everything in it that a backup has to bring back. */
import { createHash, randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Stores } from '../../../server/store/store.ts';
import { admitBatch } from '../../../server/sync/admit.ts';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import { newComplaint, openWorld } from '../sync/world.ts';
import type { Person, World } from '../sync/world.ts';

/** Records a complaint with a note, as the person's own phone does. @returns their ids */
export async function recordOne(world: World, { device, account }: Person, text = 'The boiler leaks') {
  const complaint = newComplaint();
  const received = await device.received(complaint, 'n1', 'north', text);
  const note = await device.event(complaint, { kind: 'note', data: {}, body: { text: 'Rang twice' } }, [
    eventUuidOf(received._id),
  ]);
  const verdicts = await admitBatch(world.cases, { via: account }, [received, note], {
    device: device.id,
    waiting: 0,
    at: Date.now(),
  });
  for (const verdict of verdicts) if (!('ok' in verdict)) throw new Error(JSON.stringify(verdict));
  return [received._id, note._id, `complaint:${complaint}`];
}

/** @param count complaints */
export async function stock(stores: Stores, dataDir: string, count: number) {
  const world = await openWorld(stores, dataDir);
  const ana = await world.person('field', { branches: ['n1'] });
  for (let n = 0; n < count; n += 1) await recordOne(world, ana);
  const bytes = [randomBytes(200_000), Buffer.from('a small photo'), randomBytes(70_001)];
  for (const one of bytes)
    await stores.blobs.put(createHash('sha256').update(one).digest('hex'), one, one.length);
  const [gone] = await stores.data.write([{ _id: `erased:${uuidv7()}`, type: 'erased' }]);
  await stores.data.write([{ _id: gone?.id ?? '', _rev: gone?.rev, _deleted: true }]);
  await world.context.audit.record([{ act: 'party.read', by: ana.account, to: null }]);
  await stores.accounts.write([
    { _id: `session:${'a'.repeat(43)}`, of: ana.account },
    { _id: `session:${'b'.repeat(43)}`, of: 'device:kiosk' },
  ]);
  return { world, ana };
}
