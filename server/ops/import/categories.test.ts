import { describe, expect, it } from 'vitest';
import { Categories, fitted, pathOf, slugOf } from './categories.ts';

describe('slugOf', () => {
  it('keeps letters and digits of any script', () => {
    expect(slugOf("Cont'd attempts collect debt not owed")).toBe('cont-d-attempts-collect-debt-not-owed');
    expect(slugOf('(CD) Certificate of deposit')).toBe('cd-certificate-of-deposit');
    expect(slugOf('სესხი №2')).toBe('სესხი-no2');
    expect(slugOf('…')).toBe('-');
  });
});

describe('pathOf', () => {
  it('makes codes of the whole path, so that "Other" below two categories are two', () => {
    expect(pathOf(['Mortgage', 'Other']).map(({ code, parent }) => [code, parent])).toEqual([
      ['mortgage', null],
      ['mortgage.other', 'mortgage'],
    ]);
  });

  it('cuts a code that is too long and keeps it apart from others that begin alike', () => {
    const [one, two] = [fitted(`${'x'.repeat(200)}a`), fitted(`${'x'.repeat(200)}b`)];
    expect(one).toHaveLength(120);
    expect(one).not.toBe(two);
  });
});

describe('Categories', () => {
  it('adds what is new below its parent and leaves names that an administrator gave', () => {
    const existing = [
      { code: 'loan', parent: null, name: { default: 'Our loans' } },
      { code: 'card', parent: null, name: { default: 'Cards' } },
    ];
    const categories = new Categories(existing);
    categories.add(pathOf(['Loan', 'Late']));
    categories.add(pathOf(['Loan', 'Lost']));
    categories.add(pathOf(['Fee']));
    expect(categories.added).toBe(3);
    expect(categories.takeUnwritten()).toBe(true);
    expect(categories.takeUnwritten()).toBe(false);
    expect(categories.over(existing).map(({ code, name }) => [code, name.default])).toEqual([
      ['loan', 'Our loans'],
      ['loan.late', 'Late'],
      ['loan.lost', 'Lost'],
      ['card', 'Cards'],
      ['fee', 'Fee'],
    ]);
  });

  it('keeps a category whose parent somebody has removed', () => {
    const categories = new Categories([]);
    categories.add(pathOf(['A', 'B']).slice(1));
    expect(categories.over([]).map(({ code }) => code)).toEqual(['a.b']);
  });
});
