import { expect, test } from 'vitest';
import type {
  ComplaintFigures,
  OverviewReport,
  SatisfactionFigures,
  ShareFigure,
} from '../../../server/contract/reports.ts';
import { wilson } from '../../domain/statistics/wilson.ts';
import { headlineOf } from './headline.ts';

const share = (successes: number, n: number): ShareFigure => ({ ...wilson(successes, n), unknown: 0 });
const duration = { median: null, p90: null, n: 0, open: 0, unknown: 0 };
const complaints = (received: number): ComplaintFigures => ({
  received,
  open: 0,
  overdue: 0,
  closed: 0,
  rejected: 0,
  timely: share(0, 0),
  toAcknowledge: duration,
  toClose: duration,
});
const satisfaction = (satisfied: number, n: number): SatisfactionFigures => ({
  responses: n,
  complete: n,
  satisfied: share(satisfied, n),
  nps: { value: null, low: null, high: null, n: 0, promoters: 0, passives: 0, detractors: 0, unknown: 0 },
});
const whole = { complaints: true, satisfaction: true };
const report = (more: Partial<OverviewReport>): OverviewReport => ({
  name: 'overview',
  query: {},
  asOf: 0,
  complaints: complaints(100),
  satisfaction: satisfaction(800, 1000),
  before: { complaints: complaints(100), satisfaction: satisfaction(800, 1000), whole },
  weeks: [],
  branches: [],
  completeness: { received: 0, missing: 0, waiting: 0, quarantined: 0, alarms: 0, devices: [] },
  ...more,
});
const kinds = (more: Partial<OverviewReport>): string[] => headlineOf(report(more)).map(({ kind }) => kind);

test('a bare difference is no news: complaints are steady until chance would rarely do it', () => {
  expect(kinds({ complaints: complaints(125) })).toContain('complaintsSteady');
  expect(kinds({ complaints: complaints(140) })).toContain('complaintsRose');
  expect(kinds({ complaints: complaints(65) })).toContain('complaintsFell');
});

test('satisfaction rose or fell only when its interval says so, and else may be chance', () => {
  expect(kinds({ satisfaction: satisfaction(700, 1000) })).toContain('satisfactionFell');
  expect(kinds({ satisfaction: satisfaction(860, 1000) })).toContain('satisfactionRose');
  expect(kinds({ satisfaction: satisfaction(770, 1000) })).toContain('satisfactionUnsure');
  expect(kinds({ satisfaction: satisfaction(795, 1000) })).toContain('satisfactionSteady');
});

test('without a period before, it says what there is and compares nothing', () => {
  expect(kinds({ before: null })).toEqual(['complaintsOnly', 'satisfactionOnly']);
  expect(kinds({ before: { complaints: null, satisfaction: null, whole } })).toEqual([
    'complaintsOnly',
    'satisfactionOnly',
  ]);
});

test('nothing, too little to show, and no answers are three different things', () => {
  const none = { complaints: complaints(0), satisfaction: satisfaction(0, 0) };
  expect(kinds({ ...none, before: { ...none, whole } })).toEqual(['noComplaints', 'noAnswers']);
  expect(kinds({ complaints: null, satisfaction: null })).toEqual(['fewComplaints', 'fewAnswers']);
});

test('an overview of a category or a channel says nothing about satisfaction', () => {
  expect(kinds({ satisfaction: null, query: { channel: ['phone'] } })).toEqual(['complaintsSteady']);
});

test('branches below the limits are named, the only branch never', () => {
  const branch = (name: string, outside: 'above' | 'below' | null) => ({
    branch: name,
    complaints: null,
    satisfaction: null,
    outside,
  });
  const some = [branch('a', null), branch('b', 'below'), branch('c', 'above')];
  expect(headlineOf(report({ branches: some })).at(-1)).toEqual({ kind: 'branchesBelow', branches: ['b'] });
  expect(kinds({ branches: [branch('b', 'below')] })).not.toContain('branchesBelow');
});

test('records that begin within the period before are compared with nothing', () => {
  const before = { complaints: complaints(12), satisfaction: satisfaction(10, 30) };
  expect(kinds({ before: { ...before, whole: { complaints: false, satisfaction: false } } })).toEqual([
    'complaintsOnly',
    'satisfactionOnly',
  ]);
});
