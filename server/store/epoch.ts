import { randomUUID } from 'node:crypto';
import type { Store } from './store.ts';

const EPOCH = 'epoch';

/**
 * The epoch of a database, made when there is none. Read anew each time: of two servers that make one at the
 * same moment the last is right, and a restore may have replaced the database under us.
 */
export async function readEpoch(store: Pick<Store, 'getLocal' | 'putLocal'>): Promise<string> {
  for (;;) {
    const kept = await store.getLocal(EPOCH);
    if (typeof kept?.['epoch'] === 'string') return kept['epoch'];
    await store.putLocal(EPOCH, { epoch: randomUUID() });
  }
}
