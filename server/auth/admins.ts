/**
 * Who the administrators are, in one document, so that two of them who take each other's role at once, in two
 * processes, meet in its revision: the last one stays.
 *
 * Invariant: whoever is named here is an administrator. The reverse may fail for a moment (a process that died in
 * between), which only makes a refusal too cautious; `restoreAdmins` mends it at start.
 */
import * as v from 'valibot';
import type { Store } from '../store/store.ts';
import { fail, succeed } from '../errors.ts';
import type { Result } from '../errors.ts';
import { accountDoc } from './account.ts';
import type { AccountDoc } from './account.ts';
import { readAs, under } from './stored.ts';

const ID = 'admins:self';
const adminsDoc = v.looseObject({
  _id: v.string(),
  _rev: v.optional(v.string()),
  accounts: v.array(v.string()),
});

export const isAdmin = (account: AccountDoc): boolean => account.role === 'admin' && !account.disabled;

/** @param change the accounts that are to stand there; null: it is refused */
async function edit(store: Store, change: (accounts: string[]) => string[] | null): Promise<boolean> {
  for (;;) {
    const found = readAs(adminsDoc, await store.get(ID));
    const next = change(found?.accounts ?? []);
    if (next === null) return false;
    const doc = { _id: ID, ...(found?._rev && { _rev: found._rev }), type: 'admins', v: 1, accounts: next };
    const [result] = await store.write([doc]);
    if (result?.error === undefined) return true;
  }
}

/** After an account became one. */
export async function addAdmin(store: Store, account: string): Promise<void> {
  await edit(store, (accounts) => [...new Set([...accounts, account])]);
}

/** Before an account stops being one; `people.lastAdmin` when nobody would be left. */
export async function removeAdmin(store: Store, account: string): Promise<Result<null>> {
  const removed = await edit(store, (accounts) => {
    const left = accounts.filter((one) => one !== account);
    return left.length === 0 ? null : left;
  });
  return removed ? succeed(null) : fail('people.lastAdmin');
}

/** At start, before anybody can change anything. */
export async function restoreAdmins(store: Store): Promise<void> {
  const accounts = (await store.range(under('account:'))).map((doc) => v.parse(accountDoc, doc));
  const admins = accounts.filter(isAdmin).map((one) => one._id);
  await edit(store, () => admins);
}
