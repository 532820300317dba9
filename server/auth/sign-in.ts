/** A password becomes a session, or one failure more. */
import type { Context } from '../context.ts';
import type { SignIn } from '../contract/session.ts';
import { fail, succeed } from '../errors.ts';
import type { Result } from '../errors.ts';
import type { Store } from '../store/store.ts';
import type { AccountDoc } from './account.ts';
import { accountByLogin } from './accounts.ts';
import type { Auth } from './auth.ts';
import { passwordFits } from './password.ts';

/**
 * @param address of the client, for the count of failures and for the trail
 * @returns `session.wrong` for an unknown login and a wrong password alike, `session.locked`, `session.disabled`
 */
export async function checkSignIn(
  context: Pick<Context, 'stores' | 'now'>,
  { attempts, audit }: Pick<Auth, 'attempts' | 'audit'>,
  { login, password }: SignIn,
  address: string,
): Promise<Result<AccountDoc>> {
  const guess = { login, address };
  const allowed = await attempts.begin(guess);
  if (!allowed.ok) return fail('session.locked', { retryAfter: allowed.retryAfter });
  const account = await accountByLogin(context, login);
  const fits = await passwordFits(account?.hash ?? null, password);
  if (account === null || !fits) {
    await audit.record([{ act: 'session.refused', by: null, to: account?._id ?? null, detail: { address } }]);
    return fail('session.wrong');
  }
  await attempts.succeeded(guess);
  if (account.disabled) {
    await audit.record([
      { act: 'session.refused', by: account._id, to: account._id, detail: { address, disabled: true } },
    ]);
    return fail('session.disabled');
  }
  await audit.record([{ act: 'session.opened', by: account._id, to: null, detail: { address } }]);
  await noteSignIn(context.stores.accounts, account._id, context.now());
  return succeed(account);
}

const signInDocId = (account: string): string => account.replace(/^account:/, 'signin:');

/** Beside the account, whose revision tells administrators of changes. Of two at once either will do. */
async function noteSignIn(accounts: Store, account: string, at: number): Promise<void> {
  const _id = signInDocId(account);
  const before = await accounts.get(_id);
  await accounts.write([{ _id, _rev: before?._rev, type: 'signin', v: 1, at }]);
}

/** @returns Unix milliseconds, null: never, in the order of the accounts */
export async function lastSignIns(accounts: Store, ids: readonly string[]): Promise<(number | null)[]> {
  const docs = await accounts.getMany(ids.map(signInDocId));
  return docs.map((doc) => (typeof doc?.['at'] === 'number' ? doc['at'] : null));
}
