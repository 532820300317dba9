/** The same events fold to the same complaint, in any order of arrival and however often each of them comes. */
import fc from 'fast-check';
import { canonicalText } from '../../src/domain/canonical.ts';
import { fold } from '../../src/domain/fold/fold.ts';
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
  const { numRuns, failed, counterexample } = fc.check(converges, { seed, numRuns: runs });
  const failures = failed ? [`seed ${seed}: ${JSON.stringify(counterexample)}`] : [];
  return { runs: numRuns, failures };
};
