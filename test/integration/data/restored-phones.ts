/** Phones of a server that gives way to an older backup of it: what they need for it. */
import { expect } from 'vitest';
import { openStores } from '../../../server/store/open.ts';
import type { ListQuery, NewComplaint } from '../../../src/data/api.ts';
import type { ComplaintId } from '../../../src/domain/ids.ts';
import { PASSWORD } from '../server/harness.ts';
import type { Home } from '../server/harness.ts';
import type { Phone } from './real-server.ts';
import { until } from './until.ts';

export const complaint = (text: string): NewComplaint => ({
  text,
  branch: 'N1',
  channel: 'phone',
  category: [],
  wanted: [],
  party: { relation: 'customer', name: `Who said ${text}` },
});
const unsynced: ListQuery = { filter: 'unsynced', search: '', offset: 0, limit: 100 };

export async function openLocal(dataDir: string): Promise<Home> {
  const stores = await openStores({ dataDir });
  return { stores, dataDir, close: () => stores.close() };
}
export const ready = ({ data }: Phone) => until(async () => (await data.registry()).branches.length > 0);
export const settled = ({ data }: Phone) =>
  until(async () => {
    const { waiting, sync } = await data.status();
    return waiting === 0 && sync === 'idle' && (await data.list(unsynced)).rows.length === 0;
  });
export async function record(phone: Phone, text: string): Promise<ComplaintId> {
  const recorded = await phone.data.record(complaint(text));
  if (!recorded.ok) throw new Error(recorded.code);
  await settled(phone);
  return recorded.id as ComplaintId;
}
export const deviceOf = ({ profile }: Phone): { readonly id: string; readonly code: string } => {
  if (profile.kind !== 'person' || profile.device === null) throw new Error('not enrolled');
  return profile.device;
};
/** The session is gone with the restore: its owner signs in again, and the app enrols its key as at every sign-in. */
export async function signInAgain(phone: Phone, login: string): Promise<void> {
  phone.browser.cookies.clear();
  await phone.browser.signIn(login, PASSWORD);
  const publicKey = await phone.data.publicKey(phone.account);
  const enrolled = await phone.browser.post('/api/devices', { publicKey, label: login });
  expect([login, enrolled.body.device]).toEqual([login, deviceOf(phone).id]);
  await phone.data.syncNow();
}
