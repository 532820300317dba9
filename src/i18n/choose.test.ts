import { describe, expect, it } from 'vitest';
import { chooseLanguage, matchLanguage } from './choose.ts';

const nothing = { asked: null, stored: null, preferred: [] };

describe('the language to start in', () => {
  it('is the one asked for by address, above all else', () => {
    expect(chooseLanguage({ asked: 'ka', stored: 'tr', preferred: ['de'] })).toBe('ka');
  });
  it('is the one chosen before, above the browser’s', () => {
    expect(chooseLanguage({ asked: null, stored: 'tr', preferred: ['de'] })).toBe('tr');
  });
  it('is the first of the browser’s languages that we have', () => {
    expect(chooseLanguage({ ...nothing, preferred: ['nl-NL', 'sr-Latn-RS', 'fr'] })).toBe('sr');
  });
  it('is English when nothing fits, or what is stored means nothing', () => {
    expect(chooseLanguage({ ...nothing, preferred: ['nl'] })).toBe('en');
    expect(chooseLanguage({ ...nothing, stored: '<script>' })).toBe('en');
  });
  it('is the pseudo-language only when asked for by name', () => {
    expect(chooseLanguage({ ...nothing, asked: 'en-XA' })).toBe('en-XA');
    expect(chooseLanguage({ ...nothing, stored: 'en-XA' })).toBe('en');
    expect(chooseLanguage({ ...nothing, preferred: ['en-XA'] })).toBe('en');
  });
});

it.each([
  ['zh-Hant-HK', 'zh-TW'],
  ['ZH-tw', 'zh-TW'],
  ['fa-AF', 'fa'],
  ['es-419', 'es'],
  ['pt-BR', undefined],
])('%s means %s', (tag, code) => {
  expect(matchLanguage(tag)).toBe(code);
});
