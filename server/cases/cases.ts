/** What materialising and admission share: the reference data, the fold's context, and one lock for each complaint. */
import type { FoldContext } from '../../src/domain/fold/context.ts';
import { createZoneClock } from '../../src/domain/time/zone.ts';
import type { Context } from '../context.ts';
import { Mutex } from '../sync/mutex.ts';
import { Repair } from './repair.ts';
import { Rules } from './rules.ts';

export interface Cases {
  readonly context: Context;
  readonly rules: Rules;
  readonly fold: FoldContext;
  readonly mutex: Mutex;
  readonly repair: Repair;
  close(): Promise<void>;
}

/** @param page entries of a page of a long log */
export const foldContext = ({ policyOf, calendarOf }: Rules, page?: number): FoldContext => ({
  policyOf,
  calendarOf,
  zone: createZoneClock(),
  ...(page === undefined ? {} : { page }),
});

/** Opens the reference data and repairs what an earlier process left half done, before anybody is served. */
export async function openCases(context: Context): Promise<Cases> {
  const { stores, log } = context;
  const rules = await Rules.open(stores.registry, (err) => log.warn({ err }, 'registry feed interrupted'));
  const fold = foldContext(rules, context.config.logPage);
  const repair = new Repair(stores.data, fold, log);
  await repair.run();
  repair.schedule();
  return {
    context,
    rules,
    fold,
    mutex: new Mutex(),
    repair,
    close: async () => {
      await repair.close();
      await rules.close();
    },
  };
}
