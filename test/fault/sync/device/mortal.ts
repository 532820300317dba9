/** A database of a browser whose disk can be full for a while, and which is killed just before, during or after a write. */
import type { Pouch } from '../../../../src/data/store/engine.ts';
import type { Mishap } from '../plan.ts';

export interface Fate {
  full: boolean;
  /** how many writes until then; null: it is not killed */
  killAfter: number | null;
  killWhen: Extract<Mishap, { kind: 'kill' }>['when'];
}

/** @param die the browser is killed soon after */
export function mortal(pouch: Pouch, fate: Fate, die: () => void): Pouch {
  const never = new Promise<never>(() => undefined);
  return {
    bulkDocs: async (docs, options) => {
      if (fate.full) throw new DOMException('The disk is full', 'QuotaExceededError');
      if (fate.killAfter !== null) fate.killAfter -= 1;
      if (fate.killAfter !== 0) return await pouch.bulkDocs(docs, options);
      if (fate.killWhen !== 'after') die();
      if (fate.killWhen !== 'before') await pouch.bulkDocs(docs, options);
      if (fate.killWhen === 'after') die();
      return await never;
    },
    allDocs: (options) => pouch.allDocs(options),
    changes: (options) => pouch.changes(options),
    get: (id) => pouch.get(id),
    info: () => pouch.info(),
    close: () => pouch.close(),
    destroy: () => pouch.destroy(),
  };
}
