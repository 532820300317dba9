import { describe, expect, it } from 'vitest';
import { reportNames } from '../contract/reports.ts';
import { readQuestion } from './routes.ts';

describe('readQuestion', () => {
  it('takes several values by repetition or by commas', () => {
    expect(
      readQuestion('complaints', { branch: 'CA,TX', region: ['west', 'south, east'], by: 'week' }),
    ).toEqual({
      ok: true,
      value: { branch: ['CA', 'TX'], region: ['west', 'south', 'east'], by: 'week' },
    });
  });

  it('takes an empty filter as none', () => {
    expect(readQuestion('overview', { branch: '' })).toEqual({ ok: true, value: {} });
  });

  it.each([
    [{ from: '2015-02-30' }, 'from', 'moment.date'],
    [{ from: '2015-03-01', to: '2015-02-01' }, 'to', 'dates.order'],
    [{ by: 'colour' }, 'by', 'choice'],
    [{ by: 'survey' }, 'by', 'notForThisReport'],
    [{ survey: 'survey:a:1' }, 'survey', 'notForThisReport'],
    [{ colour: 'red' }, 'colour', 'unknown'],
    [{ branch: 'x'.repeat(121) }, 'branch.0', 'tooLong'],
    [{ branch: Array.from({ length: 201 }, (_, at) => `b${at}`) }, 'branch', 'tooMany'],
  ])('names the field and the rule of %j', (input, field, rule) => {
    expect(readQuestion('complaints', input)).toMatchObject({
      ok: false,
      code: 'schema.invalid',
      fields: [{ field, rule }],
    });
  });

  it('takes every report without any filter', () => {
    for (const name of reportNames) expect(readQuestion(name, {})).toEqual({ ok: true, value: {} });
  });
});
