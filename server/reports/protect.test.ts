import { describe, expect, it } from 'vitest';
import { nps } from '../../src/domain/statistics/nps.ts';
import { wilson } from '../../src/domain/statistics/wilson.ts';
import type { ComplaintFigures, SatisfactionFigures } from '../contract/reports.ts';
import { protectComplaints, protectSatisfaction } from './protect.ts';

const satisfaction = (responses: number, answered = responses): SatisfactionFigures => ({
  responses,
  complete: responses,
  satisfied: { ...wilson(answered, answered), unknown: responses - answered },
  nps: { ...nps({ promoters: answered, passives: 0, detractors: 0 }), unknown: responses - answered },
});
const none = { median: null, p90: null, n: 0, open: 0, unknown: 0 };
const complaints = (received: number): ComplaintFigures => ({
  received,
  open: 0,
  overdue: 0,
  closed: received,
  rejected: 0,
  timely: { ...wilson(0, 0), unknown: 0 },
  toAcknowledge: none,
  toClose: none,
});
const grouped = <F>(make: (n: number) => F, counts: Readonly<Record<string, number>>) => ({
  total: make(Object.values(counts).reduce((sum, n) => sum + n, 0)),
  groups: new Map<string | null, F>(Object.entries(counts).map(([key, n]) => [key, make(n)])),
});
const shown = (groups: readonly { key: string | null; figures: unknown }[]): (string | null)[] =>
  groups.filter(({ figures }) => figures !== null).map(({ key }) => key);

describe('protectSatisfaction', () => {
  it('hides a small group, and another that would give it away', () => {
    const { total, groups } = protectSatisfaction(grouped(satisfaction, { a: 4, b: 20, c: 60 }), false);
    expect(total?.responses).toBe(84);
    expect(shown(groups)).toEqual(['c']);
  });

  it('counts the people behind a share, not those who skipped its question', () => {
    const figures = {
      total: satisfaction(90),
      groups: new Map([
        ['a', satisfaction(30, 3)],
        ['b', satisfaction(60)],
      ]),
    };
    expect(shown(protectSatisfaction(figures, false).groups)).toEqual([]);
  });

  it('hides a small whole from a reader who may not see single records', () => {
    const small = grouped(satisfaction, {});
    expect(protectSatisfaction({ ...small, total: satisfaction(7) }, true).total).toBeNull();
    expect(protectSatisfaction({ ...small, total: satisfaction(7) }, false).total?.responses).toBe(7);
    expect(protectSatisfaction({ ...small, total: satisfaction(0) }, true).total?.responses).toBe(0);
  });
});

describe('protectComplaints', () => {
  const few = grouped(complaints, { a: 1, b: 30, c: 40 });

  it('shows a manager every group of complaints, which they may read', () => {
    expect(shown(protectComplaints(few, false).groups)).toEqual(['a', 'b', 'c']);
  });

  it('hides small ones from an analyst', () => {
    expect(shown(protectComplaints(few, true).groups)).toEqual(['c']);
  });
});
