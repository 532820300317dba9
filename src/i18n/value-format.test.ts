import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { valueFormat } from './value-format.ts';

const instance = i18next.createInstance();
const say = instance.t as unknown as (key: string, values: Record<string, unknown>) => string;

beforeAll(async () => {
  const texts = {
    waiting_one: '{{count}} waits',
    waiting_other: '{{count}} wait',
    of: '{{reference}} · {{name}}',
  };
  await instance.use(valueFormat).init({
    lng: 'en',
    resources: {
      en: { translation: texts },
      fa: { translation: texts },
      ar: { translation: { of: 'شكوى {{reference}}' } },
    },
    interpolation: { escapeValue: false, alwaysFormat: true },
  });
});

it('writes numbers in the language’s digits and grouping without a word about it in the text', async () => {
  expect(say('waiting', { count: 1234 })).toBe('1,234 wait');
  await instance.changeLanguage('fa');
  expect(say('waiting', { count: 1234 })).toBe('۱٬۲۳۴ wait');
});

it('keeps a reference from being turned around in a right-to-left sentence', async () => {
  await instance.changeLanguage('ar');
  expect(say('of', { reference: 'N7K-0412-Q' })).toBe('شكوى \u2068N7K-0412-Q\u2069');
});

it('leaves a value alone that runs as the sentence does, and isolates one that does not', async () => {
  await instance.changeLanguage('en');
  expect(say('of', { reference: 'N7K-0412-Q', name: 'مريم' })).toBe('N7K-0412-Q · \u2068مريم\u2069');
});
