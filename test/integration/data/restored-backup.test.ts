/** An older backup is restored while phones hold newer work, their own and what they have read of their colleagues'. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupContent } from '../../../server/ops/backup/content.ts';
import { writeBackupFile } from '../../../server/ops/backup/file.ts';
import { restore } from '../../../server/ops/backup/restore.ts';
import { sealed } from '../../../server/ops/backup/seal.ts';
import { completeness } from '../../../server/sync/completeness.ts';
import type { ComplaintId } from '../../../src/domain/ids.ts';
import { startRealServer } from './real-server.ts';
import type { Phone, RealServer } from './real-server.ts';
import { complaint, deviceOf, openLocal, ready, record, settled, signInAgain } from './restored-phones.ts';
import { until } from './until.ts';

async function note(phone: Phone, id: ComplaintId, text: string): Promise<void> {
  await until(async () => await phone.data.complaint(id));
  const saved = await phone.data.act(id, { kind: 'note', data: {}, body: { text } });
  if (!saved.ok) throw new Error(saved.code);
  await settled(phone);
}
const signatures = async ({ context }: RealServer, id: string): Promise<string[]> => {
  const doc = await context.stores.data.get(`complaint:${id}`);
  return ((doc?.['log'] ?? []) as { event: { sig: string } }[]).map(({ event }) => event.sig);
};
test('nothing that any phone holds is lost, and no code is given twice', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'redress-restored-'));
  const [here, there] = [join(dir, 'here'), join(dir, 'there')];
  const file = join(dir, 'older.redress');
  const field = { role: 'field', branches: ['N1'] } as const;
  const quick = { random: () => 0 };
  let server = await startRealServer({ home: await openLocal(here) });
  const ana = await server.phone('ana', field, quick);
  const mia = await server.phone('mia', { role: 'manager', regions: ['N'] }, quick);
  const cem = await server.phone('cem', field, quick);
  await server.account('dee', field);
  await Promise.all([ana, mia, cem].map(ready));
  const old = await record(ana, 'from before the backup');
  await until(async () => await mia.data.complaint(old));

  await writeBackupFile(file, sealed(backupContent(server.context.stores, Date.now())));

  await note(mia, old, 'mia looked into it');
  const anas = await record(ana, 'recorded since');
  const cems = await record(cem, 'by somebody who does not come back');
  await note(mia, cems, 'mia read it');
  await note(cem, old, 'cem as well');
  const all = [old, anas, cems];
  const before = new Map(
    await Promise.all(all.map(async (id) => [id, await signatures(server, id)] as const)),
  );
  await until(async () => {
    const views = await Promise.all(all.map((id) => mia.data.complaint(id)));
    return all.every((id, at) => views[at]?.complaint.log.length === before.get(id)?.length);
  });
  const lateCodes: string[] = [];
  for (const login of ['eve', 'fay']) {
    const late = await server.phone(login, field, quick);
    lateCodes.push(deviceOf(late).code);
    await late.data.close();
  }
  // cem's phone is at the bottom of a lake
  await cem.data.close();
  await server.stop();
  const restored = await restore({ file, into: { dataDir: there }, replace: false, now: Date.now() });
  expect(restored).toMatchObject({ ok: true });

  const port = Number(new URL(server.origin).port);
  server = await startRealServer({ home: await openLocal(there), port });
  expect(await signatures(server, anas)).toEqual([]);
  expect(await signatures(server, cems)).toEqual([]);
  await signInAgain(ana, 'ana');
  await signInAgain(mia, 'mia');
  for (const id of all) {
    await until(async () => (await signatures(server, id)).length === before.get(id)?.length);
    expect((await signatures(server, id)).toSorted()).toEqual(before.get(id)?.toSorted());
  }
  for (const phone of [ana, mia]) {
    await settled(phone);
    expect((await phone.data.status()).held).toBe(0);
  }
  const view = await until(async () => await mia.data.complaint(cems));
  expect(view.party?.name).toBe('Who said by somebody who does not come back');
  expect(view.complaint.backdated).toBe(false);
  const { missing, quarantined } = await completeness(server.context);
  expect([missing, quarantined]).toEqual([0, 0]);

  const newcomer = await server.phone('gül', field, quick);
  const given = [...[ana, mia, cem].map((phone) => deviceOf(phone).code), ...lateCodes];
  expect(given).not.toContain(deviceOf(newcomer).code);
  await note(ana, old, 'and it goes on');
  expect((await signatures(server, old)).length).toBe((before.get(old)?.length ?? 0) + 1);

  for (const phone of [ana, mia]) await phone.data.close();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});

test('a phone that was enrolled after the backup is the same device again, and what it made arrives', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'redress-restored-'));
  const [here, there] = [join(dir, 'here'), join(dir, 'there')];
  const file = join(dir, 'older.redress');
  const quick = { random: () => 0 };
  let server = await startRealServer({ home: await openLocal(here) });
  const phone = await server.phone('ana', { role: 'field', branches: ['N1'] }, quick);
  await ready(phone);
  // a backup of the moment before: her account is in it, her phone is not
  const { accounts } = server.context.stores;
  for (const { _id, _rev } of await accounts.range({ from: 'device:', to: 'device;' }))
    await accounts.write([{ _id, _rev, _deleted: true }]);
  for (const { _id, _rev } of await accounts.range({ from: 'key:', to: 'key;' }))
    await accounts.write([{ _id, _rev, _deleted: true }]);
  await writeBackupFile(file, sealed(backupContent(server.context.stores, Date.now())));
  const offline = await phone.data.record(complaint('while the server was away'));
  if (!offline.ok) throw new Error(offline.code);
  await server.stop();
  await restore({ file, into: { dataDir: there }, replace: false, now: Date.now() });
  const port = Number(new URL(server.origin).port);
  server = await startRealServer({ home: await openLocal(there), port });
  await signInAgain(phone, 'ana');
  await until(async () => (await signatures(server, offline.id)).length > 0);
  await settled(phone);
  expect((await phone.data.status()).held).toBe(0);
  await phone.data.close();
  await server.close();
  await rm(dir, { recursive: true, force: true });
});
