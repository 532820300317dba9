/** What was erased does not come back: not with a backup of before, nor with a phone that was away meanwhile. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { expect, test } from 'vitest';
import { foldContext } from '../../../server/cases/cases.ts';
import { erase } from '../../../server/cases/erase.ts';
import { every } from '../../../server/cases/paging.ts';
import { Rules } from '../../../server/cases/rules.ts';
import type { SessionInfo } from '../../../server/contract/session.ts';
import { backupContent } from '../../../server/ops/backup/content.ts';
import { writeBackupFile } from '../../../server/ops/backup/file.ts';
import { restore } from '../../../server/ops/backup/restore.ts';
import { sealed } from '../../../server/ops/backup/seal.ts';
import type { Stores } from '../../../server/store/store.ts';
import { completeness } from '../../../server/sync/completeness.ts';
import type { ComplaintId, DeviceId, PersonId } from '../../../src/domain/ids.ts';
import { deviceKeys } from '../../../src/domain/seal-webcrypto.ts';
import { Browser } from '../server/browser.ts';
import { PASSWORD } from '../server/harness.ts';
import { TestDevice } from '../sync/world.ts';
import { startRealServer } from './real-server.ts';
import type { RealServer } from './real-server.ts';
import { openLocal, ready, record, settled, signInAgain } from './restored-phones.ts';
import { until } from './until.ts';

async function eraseIn(stores: Stores, ids: readonly ComplaintId[]): Promise<void> {
  const rules = await Rules.open(stores.registry, () => undefined);
  await erase(stores, foldContext(rules), ids);
  await rules.close();
}

/** Everything that is stored of complaints, as one text. */
async function written({ data }: Stores): Promise<string> {
  let text = '';
  for await (const doc of every(data, '')) text += `${JSON.stringify(doc)}\n`;
  return text;
}

/** By a colleague whose app is the test. */
async function addEvidence(server: RealServer, of: ComplaintId, bytes: { hash: string; size: number }) {
  await server.account('eda', { role: 'field', branches: ['N1'] });
  const browser = new Browser(server.origin);
  await browser.signIn('eda', PASSWORD);
  const { publicKey, privateKey } = await deviceKeys(globalThis.crypto.subtle);
  const enrolled = await browser.post('/api/devices', { publicKey, label: 'eda' });
  const { person } = (await browser.get('/api/session')).body as SessionInfo;
  const device = new TestDevice(enrolled.body.device as DeviceId, person as PersonId, privateKey);
  const draft = { _id: `evidence:${of}:${uuidv7()}`, type: 'evidence', complaint: of, mime: 'image/webp' };
  const docs = [await device.item({ ...draft, ...bytes })];
  const pushed = await browser.post('/sync/redress_data/_bulk_docs', { docs });
  expect(pushed.body).toEqual([expect.objectContaining({ ok: true })]);
}

test('what was erased after the backup is erased from what came with it, and no phone brings it back', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'redress-erased-'));
  const file = join(dir, 'older.redress');
  const photo = Buffer.from('a photo of Wobblethorpe');
  const hash = createHash('sha256').update(photo).digest('hex');
  const quick = { random: () => 0 };
  let server = await startRealServer({ home: await openLocal(join(dir, 'data')) });
  const ana = await server.phone('ana', { role: 'field', branches: ['N1'] }, quick);
  const mia = await server.phone('mia', { role: 'manager', regions: ['N'] }, quick);
  await Promise.all([ana, mia].map(ready));
  const kept = await record(ana, 'Marmalade');
  const old = await record(ana, 'Quillfeather');
  const { stores } = server.context;
  await addEvidence(server, old, { hash, size: photo.length });
  await stores.blobs.put(hash, photo, photo.length);

  await writeBackupFile(file, sealed(backupContent(stores, Date.now())));

  const late = await record(ana, 'Zanzibarian');
  const all = [kept, old, late];
  await until(async () => (await Promise.all(all.map((id) => mia.data.complaint(id)))).every(Boolean));
  await settled(mia);
  // mia is away from here on, and has read everything
  await mia.restart({ ...quick, online: () => false });
  await eraseIn(stores, [old, late]);
  expect(await written(stores)).not.toMatch(/Quillfeather|Zanzibarian/);
  expect(await stores.blobs.has(hash)).toBe(false);
  await until(async () => (await ana.data.complaint(old))?.complaint.erased);
  await until(async () => (await ana.data.complaint(late))?.complaint.erased);
  await server.stop();

  const into = { dataDir: join(dir, 'data') };
  expect(await restore({ file, into, replace: true, now: Date.now() })).toMatchObject({ ok: true });
  const port = Number(new URL(server.origin).port);
  server = await startRealServer({ home: await openLocal(into.dataDir), port });
  const restored = server.context.stores;
  expect(await written(restored)).not.toContain('Quillfeather');
  expect(await restored.blobs.has(hash)).toBe(false);
  expect(await restored.data.range({ from: `evidence:${old}`, to: `evidence:${old};` })).toEqual([]);
  expect(await restored.data.get(`complaint:${old}`)).toMatchObject({ erased: true, text: null });

  await mia.restart(quick);
  await signInAgain(mia, 'mia');
  await signInAgain(ana, 'ana');
  // its place in the log comes back, from whoever has it
  await until(async () => await restored.data.get(`complaint:${late}`));
  for (const phone of [mia, ana]) {
    await settled(phone);
    expect((await phone.data.status()).held).toBe(0);
    for (const id of [old, late]) {
      const view = await until(async () => await phone.data.complaint(id));
      expect(JSON.stringify(view)).not.toMatch(/Quillfeather|Zanzibarian/);
    }
    expect((await phone.data.complaint(kept))?.party?.name).toBe('Who said Marmalade');
  }
  expect(await written(restored)).not.toMatch(/Quillfeather|Zanzibarian/);
  expect(await completeness(server.context)).toMatchObject({ missing: 0, quarantined: 0 });

  for (const phone of [ana, mia]) await phone.data.close();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});
