/** Small groups stay hidden, and so does what would give one away by subtraction. */
import { mayShow, suppress } from '../../src/domain/statistics/suppression.ts';
import type { ComplaintFigures, Group, SatisfactionFigures } from '../contract/reports.ts';
import type { Grouped } from './grouped.ts';

/** The smallest number of people that any of the figures is about; 0: about nobody. */
const answersBehind = ({ responses, satisfied, nps }: SatisfactionFigures): number =>
  responses === 0 ? 0 : Math.min(...[responses, satisfied.n, nps.n].filter((n) => n > 0));
const complaintsBehind = ({ received }: ComplaintFigures): number => received;

export interface Protected<F> {
  /** null: hidden */
  readonly total: F | null;
  readonly groups: readonly Group<F>[];
}

/** @param how `groups`: only where there are groups, as for whoever may read the single records; `always`: the whole too */
function protect<F>(
  { total, groups }: Grouped<F>,
  behind: (figures: F) => number,
  how: 'groups' | 'always',
): Protected<F> {
  const listed = [...groups];
  const { hidden, totalHidden } = suppress(listed.map(([, figures]) => behind(figures)));
  const whole = behind(total);
  const tooFew = how === 'always' && whole > 0 && !mayShow(whole);
  return {
    total: totalHidden || tooFew ? null : total,
    groups: listed.map(([key, figures], at) => ({ key, figures: hidden[at] === true ? null : figures })),
  };
}

/** @param strictly for a reader who may not see single records */
export const protectSatisfaction = (
  figures: Grouped<SatisfactionFigures>,
  strictly: boolean,
): Protected<SatisfactionFigures> => protect(figures, answersBehind, strictly ? 'always' : 'groups');

export function protectComplaints(
  figures: Grouped<ComplaintFigures>,
  strictly: boolean,
): Protected<ComplaintFigures> {
  if (strictly) return protect(figures, complaintsBehind, 'always');
  return {
    total: figures.total,
    groups: [...figures.groups].map(([key, group]) => ({ key, figures: group })),
  };
}
