/** Making accounts and changing them. Every change is one write under the store's own check; the last one to ask loses. */
import { reach } from '../../src/domain/actor.ts';
import type { AccountRole } from '../../src/domain/actor.ts';
import type { BranchId, PersonId, RegionId } from '../../src/domain/ids.ts';
import type { Context } from '../context.ts';
import { fail, failField, succeed } from '../errors.ts';
import type { Result } from '../errors.ts';
import { accountDoc, accountDocId, regrant } from './account.ts';
import type { AccountDoc } from './account.ts';
import { addAdmin, isAdmin, removeAdmin } from './admins.ts';
import { accountIdOf, freeLogin, reserveLogin } from './logins.ts';
import { foldLogin } from './login.ts';
import { hashPassword } from './password.ts';
import { keepPersonInStep } from './person.ts';
import { readAs } from './stored.ts';

type Effects = Pick<Context, 'stores' | 'now' | 'uuid'>;

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  readonly role: AccountRole;
  readonly branches: readonly BranchId[];
  readonly regions: readonly RegionId[];
  /** minor units of the organisation's currency; null: no limit */
  readonly remedyLimit: number | null;
  readonly password: string;
  /** somebody else knows the password */
  readonly temporary: boolean;
}

/** @returns `people.loginTaken`; `schema.invalid` when the login is nothing but marks and spaces */
export async function createAccount(
  { stores, now, uuid }: Effects,
  input: NewAccount,
): Promise<Result<AccountDoc>> {
  if (foldLogin(input.login) === '') return failField('login', 'required');
  const person = uuid() as string as PersonId;
  const at = now();
  const hash = await hashPassword(input.password);
  const account: AccountDoc = {
    _id: accountDocId(person),
    type: 'account',
    v: 1,
    person,
    login: input.login,
    name: input.name,
    hash,
    temporary: input.temporary,
    epoch: 1,
    role: input.role,
    remedyLimit: input.remedyLimit,
    disabled: false,
    grants: regrant([], input, at),
    created: at,
  };
  if (!(await reserveLogin(stores.accounts, input.login, account._id, at))) return fail('people.loginTaken');
  const [written] = await stores.accounts.write([account]);
  if (written === undefined || written.error !== undefined)
    throw new Error(`${account._id} was there before`);
  if (isAdmin(account)) await addAdmin(stores.accounts, account._id);
  await keepPersonInStep(stores, account._id);
  return succeed({ ...account, _rev: written.rev });
}

/** @returns null: nobody signs in with that */
export async function accountByLogin(
  { stores }: Pick<Context, 'stores'>,
  login: string,
): Promise<AccountDoc | null> {
  const id = await accountIdOf(stores.accounts, login);
  const account = id === null ? null : readAs(accountDoc, await stores.accounts.get(id));
  // a reservation that an interrupted change of login left behind is no way in
  return account !== null && foldLogin(account.login) === foldLogin(login) ? account : null;
}

/** What may change; absent: stays. */
export interface AccountChange {
  readonly login?: string;
  readonly name?: string;
  readonly role?: AccountRole;
  readonly branches?: readonly BranchId[];
  readonly regions?: readonly RegionId[];
  readonly remedyLimit?: number | null;
  readonly disabled?: boolean;
  readonly password?: { readonly hash: string; readonly temporary: boolean };
}

function changed(account: AccountDoc, change: AccountChange, now: number): AccountDoc {
  const { branches, regions, password, ...plain } = change;
  const held = reach(account.grants, now);
  const ends = password !== undefined || change.disabled === true;
  return {
    ...account,
    ...plain,
    grants: regrant(
      account.grants,
      { branches: branches ?? held.branches, regions: regions ?? held.regions },
      now,
    ),
    ...password,
    epoch: ends ? account.epoch + 1 : account.epoch,
  };
}

/**
 * A new password, or being disabled, ends every session.
 *
 * @param version the revision that the change was decided on; null: whatever it is now
 * @returns `people.notFound`, `people.loginTaken`, `people.lastAdmin`, `people.changedMeanwhile`
 */
export async function changeAccount(
  { stores, now }: Effects,
  id: string,
  change: AccountChange,
  version: string | null,
): Promise<Result<AccountDoc>> {
  const before = readAs(accountDoc, await stores.accounts.get(id));
  if (before === null) return fail('people.notFound');
  if (version !== null && before._rev !== version) return fail('people.changedMeanwhile');
  const after = changed(before, change, Math.max(now(), before.created));
  if (foldLogin(after.login) === '') return failField('login', 'required');

  const moves = foldLogin(after.login) !== foldLogin(before.login);
  if (moves && !(await reserveLogin(stores.accounts, after.login, id, now())))
    return fail('people.loginTaken');
  const resigns = isAdmin(before) && !isAdmin(after);
  if (resigns) {
    const removed = await removeAdmin(stores.accounts, id);
    if (!removed.ok) return removed;
  }
  const [written] = await stores.accounts.write([after]);
  if (written === undefined || written.error !== undefined) {
    if (moves) await freeLogin(stores.accounts, after.login, id);
    if (resigns) await addAdmin(stores.accounts, id);
    return fail('people.changedMeanwhile');
  }
  if (moves) await freeLogin(stores.accounts, before.login, id);
  if (!isAdmin(before) && isAdmin(after)) await addAdmin(stores.accounts, id);
  await keepPersonInStep(stores, id);
  return succeed({ ...after, _rev: written.rev });
}
