import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDate } from './dates.ts';

describe('parseDate', () => {
  it.each([
    ['1/27/2015', 'M/D/YYYY', '2015-01-27'],
    ['01/07/2015', 'D/M/YYYY', '2015-07-01'],
    ['7.1.2015', 'D.M.YYYY', '2015-01-07'],
    ['2015-1-7', 'YYYY-MM-DD', '2015-01-07'],
    ['2015-01-07T09:30+04:00', 'instant', '2015-01-07T05:30:00.000Z'],
  ] as const)('reads %s as %s', (text, format, value) => {
    expect(parseDate(text, { column: 'd', format })).toEqual({ ok: true, value });
  });

  it('reads a day of the month that the mapping names', () => {
    expect(parseDate('9', { column: 'd', format: 'D', month: '2017-05' })).toEqual({
      ok: true,
      value: '2017-05-09',
    });
    expect(parseDate('31', { column: 'd', format: 'D', month: '2017-04' })).toMatchObject({
      rule: 'date.impossible',
    });
  });

  it.each(['2/30/2015', '13/1/2015', '0/1/2015', '2/29/2015', '1/0/2015'])(
    'knows that %s does not exist',
    (text) => {
      expect(parseDate(text, { column: 'd', format: 'M/D/YYYY' })).toEqual({
        ok: false,
        rule: 'date.impossible',
      });
    },
  );

  it('knows that an instant of a day that does not exist is none', () => {
    expect(parseDate('2015-02-30T10:00Z', { column: 'd', format: 'instant' })).toMatchObject({
      rule: 'date.impossible',
    });
  });

  it('refuses what is written otherwise', () => {
    expect(parseDate('', { column: 'd', format: 'M/D/YYYY' })).toMatchObject({ rule: 'date.required' });
    expect(parseDate('2015-01-07', { column: 'd', format: 'M/D/YYYY' })).toMatchObject({
      rule: 'date.format',
    });
    expect(parseDate('1/7/15', { column: 'd', format: 'M/D/YYYY' })).toMatchObject({ rule: 'date.format' });
  });

  it('never makes another day of a day', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
        (date) => {
          const text = `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}`;
          expect(parseDate(text, { column: 'd', format: 'M/D/YYYY' })).toEqual({
            ok: true,
            value: date.toISOString().slice(0, 10),
          });
        },
      ),
    );
  });
});
