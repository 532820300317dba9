/**
 * The first sentences of the overview, chosen by rules from its figures. They claim no more than the figures carry: that
 * something rose or fell is said only when chance would rarely do it, and a difference that chance may have made says so.
 */
import type { OverviewReport, ShareFigure } from '../../../server/contract/reports.ts';
import { chanceOfCounts, shareDifference } from '../../domain/statistics/change.ts';

/** Two-sided; what happens by chance once in twenty periods. */
const LEVEL = 0.05;
/** Differences of less than this are no news, whatever the chance: two points in a hundred. */
const NEWS = 0.02;

export type Change = 'rose' | 'fell' | 'steady' | 'unsure' | 'unknown';

export type Sentence =
  | { readonly kind: 'noComplaints' | 'fewComplaints' | 'complaintsSteady' }
  | { readonly kind: 'complaintsOnly'; readonly now: number }
  | { readonly kind: 'complaintsRose' | 'complaintsFell'; readonly before: number; readonly now: number }
  | { readonly kind: 'noAnswers' | 'fewAnswers' | 'satisfactionSteady' }
  | { readonly kind: 'satisfactionOnly'; readonly now: number }
  | {
      readonly kind: 'satisfactionRose' | 'satisfactionFell' | 'satisfactionUnsure';
      readonly before: number;
      readonly now: number;
    }
  | { readonly kind: 'branchesBelow'; readonly branches: readonly string[] };

/** How a count compares with that of the equally long period before. */
export function changeOfCounts(before: number | undefined, now: number): Change {
  if (before === undefined) return 'unknown';
  if (chanceOfCounts(before, now) >= LEVEL) return 'steady';
  return now > before ? 'rose' : 'fell';
}

const counted = ({ value, n }: ShareFigure) => ({ successes: Math.round((value ?? 0) * n), n });

/** How a share compares with that of the period before. */
export function changeOfShares(before: ShareFigure | undefined, now: ShareFigure): Change {
  if (before === undefined) return 'unknown';
  const difference = shareDifference(counted(before), counted(now));
  if (difference === null) return 'unknown';
  if (difference.low > 0) return 'rose';
  if (difference.high < 0) return 'fell';
  return Math.abs(difference.value) < NEWS ? 'steady' : 'unsure';
}

/** Complaints of the period before, if it can be compared with: records may begin within it. */
export function complaintsBefore({ before }: OverviewReport): number | undefined {
  return before?.whole.complaints === true ? before.complaints?.received : undefined;
}

/** The same of the satisfied share. */
export function satisfiedBefore({ before }: OverviewReport): ShareFigure | undefined {
  return before?.whole.satisfaction === true ? before.satisfaction?.satisfied : undefined;
}

function aboutComplaints(report: OverviewReport): Sentence {
  const { complaints } = report;
  if (complaints === null) return { kind: 'fewComplaints' };
  const now = complaints.received;
  const earlier = complaintsBefore(report);
  if (now === 0 && (earlier ?? 0) === 0) return { kind: 'noComplaints' };
  const change = changeOfCounts(earlier, now);
  if (change === 'unknown' || earlier === undefined) return { kind: 'complaintsOnly', now };
  if (change === 'steady') return { kind: 'complaintsSteady' };
  return { kind: change === 'rose' ? 'complaintsRose' : 'complaintsFell', before: earlier, now };
}

function aboutSatisfaction(report: OverviewReport): Sentence[] {
  const { satisfaction, query } = report;
  // A category and a channel are of complaints: such an overview says nothing about satisfaction.
  if (satisfaction === null)
    return query.category === undefined && query.channel === undefined ? [{ kind: 'fewAnswers' }] : [];
  const now = satisfaction.satisfied.value;
  const earlier = satisfiedBefore(report);
  if (now === null) return [{ kind: 'noAnswers' }];
  const change = changeOfShares(earlier, satisfaction.satisfied);
  const then = earlier?.value ?? null;
  if (change === 'unknown' || then === null) return [{ kind: 'satisfactionOnly', now }];
  if (change === 'steady') return [{ kind: 'satisfactionSteady' }];
  const kinds = { rose: 'satisfactionRose', fell: 'satisfactionFell', unsure: 'satisfactionUnsure' } as const;
  return [{ kind: kinds[change], before: then, now }];
}

/** @returns in the order in which they are read */
export function headlineOf(report: OverviewReport): Sentence[] {
  const below = report.branches.filter(({ outside }) => outside === 'below').map(({ branch }) => branch);
  return [
    aboutComplaints(report),
    ...aboutSatisfaction(report),
    // Of all branches one is always worst: it is said of those that chance does not explain, and not of the only one.
    ...(below.length > 0 && report.branches.length > 1
      ? [{ kind: 'branchesBelow', branches: below } as const]
      : []),
  ];
}
