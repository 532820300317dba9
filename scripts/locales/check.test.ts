import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkLocales } from './report.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'redress-locales-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Tree = { readonly [key: string]: string | number | Tree };

/** Writes English, one other language and the code that uses them, and returns what the check finds as `rule key`. */
function check(
  english: Tree,
  language: string,
  translated: Tree,
  code = "t('common:a')",
  identical?: unknown,
): string[] {
  const write = (file: string, content: string): void => {
    const path = join(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  };
  write('locales/en/common.json', JSON.stringify(english));
  write(`locales/${language}/common.json`, JSON.stringify(translated));
  if (identical !== undefined) write('locales/identical.json', JSON.stringify(identical));
  write('src/screen.tsx', code);
  return checkLocales({
    locales: join(folder, 'locales'),
    code: [join(folder, 'src')],
    languages: [language],
  }).map(({ rule, key }) => `${rule} ${key}`);
}

it('finds nothing where nothing is wrong', () => {
  const english = {
    a: 'Save',
    waits_one: '{{count}} waits for {{name}}',
    waits_other: '{{count}} wait for {{name}}',
  };
  const german = {
    a: 'Sichern',
    waits_one: '{{count}} wartet auf {{name}}',
    waits_other: '{{count}} warten auf {{name}}',
  };
  expect(check(english, 'de', german, "t('common:a'); t('common:waits', { count })")).toEqual([]);
});

describe('keys', () => {
  it('that are missing', () => {
    expect(check({ a: 'Save' }, 'de', {})).toEqual(['missing common:a']);
  });
  it('that English doesn’t have', () => {
    expect(check({ a: 'Save' }, 'de', { a: 'Sichern', b: 'Mehr' })).toEqual(['extra common:b']);
  });
  it('that are no text', () => {
    expect(check({ a: 'Save' }, 'de', { a: 7 })).toEqual(['not-a-text common:a', 'missing common:a']);
  });
  it('in a file that is no JSON', () => {
    check({ a: 'Save' }, 'de', { a: 'Sichern' });
    writeFileSync(join(folder, 'locales/de/common.json'), '{"a": ');
    const found = checkLocales({
      locales: join(folder, 'locales'),
      code: [join(folder, 'src')],
      languages: ['de'],
    });
    expect(found.map(({ rule }) => rule)).toEqual(['not-json', 'missing']);
  });
});

describe('plural forms', () => {
  const english = { a_one: '{{count}} day', a_other: '{{count}} days' };
  const forms = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [`a_${name}`, '{{count}} …д']));
  it('that the language needs', () => {
    expect(check(english, 'ru', forms('one', 'few', 'other'))).toEqual(['plural common:a_many']);
    expect(check(english, 'ar', forms('one', 'other')).map((line) => line.slice(-4))).toEqual([
      'zero',
      '_two',
      '_few',
      'many',
    ]);
  });
  it('that it doesn’t have', () => {
    expect(check(english, 'zh-TW', forms('one', 'other'))).toEqual(['extra common:a_one']);
  });
  it('of which the language asks for as many as it has, and a zero of its own is free', () => {
    expect(check(english, 'zh-TW', { a_other: '{{count}} 天' })).toEqual([]);
    expect(check(english, 'de', { a_zero: 'kein Tag', a_one: 'ein Tag', a_other: '{{count}} Tage' })).toEqual(
      [],
    );
  });
});

describe('placeholders and tags', () => {
  it('that differ', () => {
    expect(check({ a: 'By {{time}}' }, 'de', { a: 'Bis {{zeit}}' })).toEqual(['placeholders common:a']);
    expect(check({ a: 'Hold <b>still</b>' }, 'de', { a: 'Bleib ruhig' })).toEqual(['tags common:a']);
  });
  it('of which the number may go where the form means one number only', () => {
    const english = { a_one: '{{count}} day', a_other: '{{count}} days' };
    const russian = {
      a_one: 'день',
      a_few: '{{count}} дня',
      a_many: '{{count}} дней',
      a_other: '{{count}} дня',
    };
    expect(check(english, 'ru', russian)).toEqual(['placeholders common:a_one']);
    expect(check(english, 'hu', { a_one: 'egy nap', a_other: '{{count}} nap' })).toEqual([]);
  });
});

describe('texts that are still English', () => {
  it('are found', () => {
    expect(check({ a: 'Save' }, 'de', { a: 'Save' })).toEqual(['untranslated common:a']);
  });
  it('unless they have no words, only names, or are allowed to be', () => {
    const english = { a: '{{n}} · {{m}}', b: 'NPS', c: 'Version' };
    const code = "t('common:a'); t('common:b'); t('common:c')";
    expect(check(english, 'de', english, code, { de: ['common:c'] })).toEqual([]);
    expect(check(english, 'de', english, code, { fr: ['common:c'] })).toEqual(['untranslated common:c']);
  });
});

describe('how texts are written', () => {
  it.each([
    ['spaces', 'Sichern '],
    ['double-space', 'Jetzt  sichern'],
    ['dots', 'Lädt...'],
    ['quotes', 'Das "Wort"'],
    ['empty', ''],
  ])('%s', (rule, text) => {
    expect(check({ a: 'Save' }, 'de', { a: text })).toEqual([`${rule} common:a`]);
  });
  it.each([
    ['fr', 'Qui ?', 'Qui\u202f?'],
    ['fr', '«Oui»', '«\u00a0Oui\u00a0»'],
    ['fr', 'Statut: ouvert', 'Statut\u00a0: ouvert'],
    ['zh-TW', '已儲存,未同步', '已儲存，未同步'],
    ['ar', 'من هو?', 'من هو؟'],
    ['fa', 'بله,نه', 'بله، نه'],
    ['sr', 'Сачуваj', 'Сачувај'],
  ])('%s: “%s” should be “%s”', (language, wrong, right) => {
    expect(check({ a: 'Save' }, language, { a: wrong })).toEqual(['punctuation common:a']);
    expect(check({ a: 'Save' }, language, { a: right })).toEqual([]);
  });
});

describe('what the code uses', () => {
  const english = { a: 'Save', step: { received: 'Received', closed: 'Closed' } };
  const german = { a: 'Sichern', step: { received: 'Eingegangen', closed: 'Geschlossen' } };
  it('finds keys that no code uses', () => {
    expect(check(english, 'de', german)).toEqual([
      'unused common:step.received',
      'unused common:step.closed',
    ]);
  });
  it('finds keys that English doesn’t have', () => {
    expect(check({ a: 'Save' }, 'de', { a: 'Sichern' }, "t('common:a'); t('common:b')")).toEqual([
      'unknown common:b',
    ]);
  });
  it.each([
    ['a template', "t('common:a'); t(`common:step.${step}`)"],
    ['a comment that declares them', "// i18n-keys: common:step.*\nt('common:a')"],
    [
      'a table of keys',
      "const TEXTS = { x: 'common:a', y: 'common:step.received', z: 'common:step.closed' }",
    ],
    ['keys without a namespace', "useTranslation('common'); t('a'); t('step.closed'); t(`step.${step}`)"],
  ])('counts %s as use', (_name, code) => {
    expect(check(english, 'de', german, code)).toEqual([]);
  });
  it('takes a plural’s base for all its forms', () => {
    const plural = { a_one: '{{count}} day', a_other: '{{count}} days' };
    expect(
      check(plural, 'de', { a_one: 'ein Tag', a_other: '{{count}} Tage' }, "t('common:a', { count: 2 })"),
    ).toEqual([]);
  });
  it('finds a declaration that stands for nothing', () => {
    expect(
      check({ a: 'Save' }, 'de', { a: 'Sichern' }, "// i18n-keys: common:gone.*\nt('common:a')"),
    ).toEqual(['unknown common:gone.*']);
  });
});
