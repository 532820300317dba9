/** Who a login belongs to. A login is taken by creating its document, which only one can do. */
import * as v from 'valibot';
import type { Store } from '../store/store.ts';
import { loginDocId } from './login.ts';
import { readAs } from './stored.ts';

const loginDoc = v.looseObject({
  _id: v.string(),
  _rev: v.optional(v.string()),
  account: v.string(),
  /** when it was taken, Unix milliseconds */
  at: v.number(),
});

/** A reservation whose account never came is taken over after this long: its maker died in between. */
const ABANDONED_AFTER = 60_000;

/** @returns false: another account has it */
export async function reserveLogin(
  store: Store,
  login: string,
  account: string,
  now: number,
): Promise<boolean> {
  const fresh = { _id: loginDocId(login), type: 'login', v: 1, account, at: now };
  const [created] = await store.write([fresh]);
  if (created?.error === undefined) return true;
  const held = readAs(loginDoc, await store.get(fresh._id));
  if (held === null) return false;
  if (held.account === account) return true;
  if (now - held.at < ABANDONED_AFTER || (await owns(store, held.account, fresh._id))) return false;
  const [taken] = await store.write([{ ...fresh, _rev: held._rev }]);
  return taken?.error === undefined;
}

/** Whether that account really signs in with it: it exists, and has not moved to another since. */
async function owns(store: Store, account: string, loginId: string): Promise<boolean> {
  const found = await store.get(account);
  return found !== null && typeof found['login'] === 'string' && loginDocId(found['login']) === loginId;
}

export async function freeLogin(store: Store, login: string, account: string): Promise<void> {
  const held = readAs(loginDoc, await store.get(loginDocId(login)));
  if (held?.account !== account) return;
  await store.write([{ _id: held._id, _rev: held._rev, _deleted: true }]);
}

/** @returns `account:<id>` */
export async function accountIdOf(store: Store, login: string): Promise<string | null> {
  return readAs(loginDoc, await store.get(loginDocId(login)))?.account ?? null;
}
