/** The first account: by a link that the server prints where only its operator looks, once. */
import * as v from 'valibot';
import type { Context } from '../context.ts';
import { fail, succeed } from '../errors.ts';
import type { Result } from '../errors.ts';
import { digest, newToken, sameDigest } from './secret.ts';
import { readAs, under } from './stored.ts';

const ID = 'setup:self';
/** Each process of a pair prints a link of its own. */
const LINKS = 4;
const setupDoc = v.looseObject({
  _id: v.string(),
  _rev: v.optional(v.string()),
  /** digests of the tokens that were printed, oldest first; none once one was used */
  links: v.array(v.string()),
});

type Effects = Pick<Context, 'stores'>;

/** Whether no account exists yet. */
export async function setupNeeded({ stores }: Effects): Promise<boolean> {
  return (await stores.accounts.range({ ...under('account:'), includeDocs: false, limit: 1 })).length === 0;
}

/** @returns the token of a new link */
export async function issueSetupLink({ stores }: Effects): Promise<string> {
  const token = newToken();
  for (;;) {
    const found = readAs(setupDoc, await stores.accounts.get(ID));
    const links = [...(found?.links ?? []), digest(token)].slice(-LINKS);
    const [result] = await stores.accounts.write([{ ...found, _id: ID, type: 'setup', v: 1, links }]);
    if (result?.error === undefined) return token;
  }
}

/** Uses a link up, and with it all others. @returns `setup.done`, `setup.token` */
export async function claimSetup({ stores }: Effects, token: string): Promise<Result<null>> {
  if (!(await setupNeeded({ stores }))) return fail('setup.done');
  const found = readAs(setupDoc, await stores.accounts.get(ID));
  if (found === null || !found.links.some((link) => sameDigest(link, digest(token))))
    return fail('setup.token');
  const [result] = await stores.accounts.write([{ ...found, links: [] }]);
  return result?.error === undefined ? succeed(null) : fail('setup.done');
}
