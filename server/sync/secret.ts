/** The secret that checkpoints are sealed with: made once, shared by every server process of a store. */
import { randomBytes } from 'node:crypto';
import type { Store } from '../store/store.ts';
import { Sealer } from './token.ts';

const ID = 'secret:checkpoint';

export async function sealerOf(accounts: Store): Promise<Sealer> {
  const stored = await accounts.get(ID);
  if (stored !== null) return new Sealer(String(stored['secret']));
  // Of two processes that start at once, one makes it and the other reads it.
  await accounts.write([{ _id: ID, secret: randomBytes(32).toString('base64url') }]);
  return sealerOf(accounts);
}
