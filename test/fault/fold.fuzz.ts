/**
 * The same events fold to the same complaint, in any order of arrival and however often each of them comes; and a long
 * log, gone on from where it was kept, to the same as from all of them.
 */
import fc from 'fast-check';
import { canonicalText } from '../../src/domain/canonical.ts';
import { fold } from '../../src/domain/fold/fold.ts';
import { foldLong, foldOn, isLong } from '../../src/domain/fold/long.ts';
import { arbitraryHistory, arrival, orders } from './arbitrary-history.ts';
import { context } from '../../src/domain/testing/history.ts';
import type { Fuzz } from './fuzz.ts';

export const run: Fuzz = async ({ seed, runs }) => {
  const converges = fc.property(
    arbitraryHistory({ receipts: 'any' }),
    orders,
    (events, order) =>
      canonicalText(fold(arrival(events, order), context)) === canonicalText(fold(events, context)),
  );
  const goesOn = fc.property(
    arbitraryHistory({ receipts: 'any', most: 40, steady: true }),
    fc.integer({ min: 2, max: 6 }),
    (events, page) => {
      const ctx = { ...context, page };
      for (let count = 1; count < events.length; count += 1) {
        const [before, added] = [events.slice(0, count), events.slice(count, count + 1)];
        const kept = foldLong(before, ctx)?.complaint;
        if (kept === undefined || !isLong(kept)) continue;
        const stored = JSON.parse(JSON.stringify(kept)) as typeof kept;
        const on = foldOn(stored, added, ctx);
        const anew = foldLong([...before, ...added], ctx);
        if (on !== null && canonicalText(on.complaint) !== canonicalText(anew?.complaint)) return false;
      }
      return true;
    },
  );
  const [one, other] = [
    fc.check(converges, { seed, numRuns: runs }),
    fc.check(goesOn, { seed, numRuns: runs }),
  ];
  const failures = [one, other].flatMap(({ failed, counterexample }) =>
    failed ? [`seed ${seed}: ${JSON.stringify(counterexample)}`] : [],
  );
  return { runs: one.numRuns + other.numRuns, failures };
};
