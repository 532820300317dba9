import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { readComplaint } from './complaint-row.ts';
import type { PlannedComplaint } from './complaint-row.ts';
import { complaintsMapping, responsesMapping } from './mapping.ts';
import type { Places } from './place.ts';
import { readResponse } from './response-row.ts';
import type { PlannedResponse } from './response-row.ts';
import type { Row, RowResult } from './row.ts';

const load = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '..', 'mappings', name), 'utf8'));
const cfpb = v.parse(complaintsMapping, load('cfpb-complaints.json'));
const sfo = v.parse(responsesMapping, load('sfo-survey-2017.json'));
const places: Places = new Map(
  [...cfpb.regions, ...sfo.regions].flatMap(({ region, branches }) =>
    branches.map(({ branch }) => [branch, { branch, region }] as const),
  ),
);
const context = { places, policy: 'policy:default:1', now: Date.UTC(2026, 0, 1) };
const rowOf =
  (base: Readonly<Record<string, string>>, over: Readonly<Record<string, string>>): Row =>
  (column) =>
    ({ ...base, ...over })[column] ?? '';

const complaint = (over: Readonly<Record<string, string>>): RowResult<PlannedComplaint> =>
  readComplaint(
    rowOf(
      {
        'Complaint ID': '7',
        Product: 'Mortgage',
        'Sub-product': '',
        Issue: 'Other',
        State: 'TX',
        'Date received': '3/1/2015',
        'Date sent to company': '3/4/2015',
        'Company response': 'Closed with monetary relief',
        'Timely response?': 'Yes',
        'Consumer disputed?': '',
      },
      over,
    ),
    cfpb,
    context,
  );
const eventsOf = (over: Readonly<Record<string, string>>): [string, unknown][] => {
  const result = complaint(over);
  if (!result.ok) throw new Error(result.rule);
  return result.value.drafts.map(({ kind, data }) => [kind, data]);
};

describe('readComplaint', () => {
  it('says what its source says: dates as mere dates, the closing without one', () => {
    expect(eventsOf({})).toEqual([
      [
        'received',
        {
          reference: 'CFPB-7',
          branch: 'TX',
          region: 'south',
          channel: 'other',
          category: ['mortgage', 'mortgage.other'],
          wanted: [],
          received: '2015-03-01',
          policy: 'policy:default:1',
          external: { source: 'cfpb', id: '7' },
        },
      ],
      ['acknowledged', { on: '2015-03-04' }],
      ['actionDone', { remedy: 'compensation' }],
      ['closed', { reason: 'asImported', unknownWhen: true, timely: true }],
    ]);
  });

  it.each([
    ['Closed with explanation', ['received', 'acknowledged', 'actionDone', 'closed']],
    ['Closed', ['received', 'acknowledged', 'closed']],
    ['Untimely response', ['received', 'acknowledged', 'closed']],
    ['In progress', ['received', 'acknowledged', 'investigated']],
  ])('makes of "%s" %j', (said, kinds) => {
    expect(eventsOf({ 'Company response': said }).map(([kind]) => kind)).toEqual(kinds);
  });

  it('takes "timely" from the file, of open complaints too', () => {
    expect(eventsOf({ 'Company response': 'In progress', 'Timely response?': 'No' }).at(-1)).toEqual([
      'investigated',
      { on: '2015-03-04', timely: false },
    ]);
    expect(eventsOf({ 'Timely response?': '' }).at(-1)?.[1]).not.toHaveProperty('timely');
  });

  it('keeps a rejection in the log of a case that stays closed', () => {
    expect(eventsOf({ 'Consumer disputed?': 'Yes' }).map(([kind]) => kind)).toEqual([
      'received',
      'acknowledged',
      'actionDone',
      'rejectedByComplainant',
      'closed',
    ]);
    expect(eventsOf({ 'Consumer disputed?': 'No' }).map(([kind]) => kind)).not.toContain(
      'rejectedByComplainant',
    );
  });

  it('gives a complaint without a state to "unassigned"', () => {
    expect(eventsOf({ State: '' })[0]?.[1]).toMatchObject({ branch: 'unassigned', region: 'elsewhere' });
  });

  it.each([
    [{ State: 'ZZ' }, 'State', 'branch.unknown'],
    [{ 'Date received': '2/30/2015' }, 'Date received', 'date.impossible'],
    [{ 'Date received': '' }, 'Date received', 'date.required'],
    [{ 'Date received': '1/1/2031' }, 'Date received', 'date.future'],
    [{ 'Date sent to company': 'soon' }, 'Date sent to company', 'date.format'],
    [{ 'Complaint ID': '' }, 'Complaint ID', 'external.required'],
    [{ 'Company response': 'constructor' }, 'Company response', 'value.unknown'],
    [{ 'Timely response?': 'Maybe' }, 'Timely response?', 'value.unknown'],
  ])('names the column and the rule of %j', (over, field, rule) => {
    expect(complaint(over)).toMatchObject({ ok: false, field, rule });
  });
});

const response = (over: Readonly<Record<string, string>>): RowResult<PlannedResponse> =>
  readResponse(
    rowOf(
      { RESPNUM: '9', INTDATE: '13', BAREA: 'G', LANG: '1', NETPRO: '9', Q7ALL: '4', WEIGHT: '0.5' },
      over,
    ),
    sfo,
    context,
  );

describe('readResponse', () => {
  it('keeps scores, and the two ways to have none apart', () => {
    const read = response({ Q7FOOD: '6', Q7ART: '0', Q7SIGN: '3', Q15PROBLEM: '3', LANG: '3' });
    if (!read.ok) throw new Error(read.rule);
    const { content } = read.value;
    expect(content).toMatchObject({
      survey: 'survey:sfo-2017:1',
      language: 'zh',
      finished: '2017-05-13',
      branch: 'G',
      region: 'sfo',
      weight: 0.5,
      channel: 'import',
    });
    expect(content.answers).toEqual({ Q7SIGN: 3, Q7ALL: 4, Q15PROBLEM: 'unsure', NETPRO: 9 });
    expect(content.missing).toMatchObject({
      Q7FOOD: 'neverUsed',
      Q7ART: 'notAnswered',
      Q7STORE: 'notAnswered',
    });
  });

  it('takes 11 and nothing as no recommendation, and "Blank" as no satisfaction', () => {
    for (const none of ['11', '']) {
      const read = response({ NETPRO: none, Q7ALL: 'Blank' });
      expect(read.ok && read.value.content.missing).toMatchObject({
        NETPRO: 'notAnswered',
        Q7ALL: 'notAnswered',
      });
    }
  });

  it.each([
    [{ NETPRO: '12' }, 'NETPRO', 'answer.value'],
    [{ Q7ALL: '4.5' }, 'Q7ALL', 'answer.value'],
    [{ Q15PROBLEM: '4' }, 'Q15PROBLEM', 'answer.value'],
    [{ LANG: '5' }, 'LANG', 'value.unknown'],
    [{ INTDATE: '32' }, 'INTDATE', 'date.impossible'],
    [{ BAREA: 'H' }, 'BAREA', 'branch.unknown'],
    [{ BAREA: '' }, 'BAREA', 'branch.required'],
    [{ WEIGHT: 'heavy' }, 'WEIGHT', 'number'],
  ])('names the column and the rule of %j', (over, field, rule) => {
    expect(response(over)).toMatchObject({ ok: false, field, rule });
  });
});
