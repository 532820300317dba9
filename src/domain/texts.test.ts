import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { roles } from './actor.ts';
import { admissionCodes } from './admission/codes.ts';
import { channels, closingReasons, outcomes, relations, remedyKinds, steps } from './codes.ts';
import { contestable, withoutEffects } from './complaint.ts';
import { eventKinds } from './events/data.ts';
import { plainRules } from './rules.ts';
import { severities } from './severity.ts';

type Texts = { readonly [key: string]: Texts | string | undefined };

function texts(namespace: string): Texts {
  const url = new URL(`../../locales/en/${namespace}.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Texts;
}

/** The codes, with the dots of their names as nesting, that have no text under `section`. */
function missing(namespace: string, section: string, codes: readonly string[]): string[] {
  const all = texts(namespace);
  return codes.filter((code) => {
    let at: Texts | string | undefined = all;
    for (const part of [...(section === '' ? [] : [section]), ...code.split('.')]) {
      at = typeof at === 'object' ? at[part] : undefined;
    }
    return typeof at !== 'string' || at === '';
  });
}

/** Rules that the schemas of what devices send give as messages. */
function schemaRules(): string[] {
  const files = ['ids', 'hlc', 'signed', 'events/data', 'events/event', 'evidence', 'response', 'severity', 'time/moment', 'time/calendar']; // prettier-ignore
  const source = files
    .map((file) => readFileSync(new URL(`./${file}.ts`, import.meta.url), 'utf8'))
    .join('\n');
  return [
    ...new Set([...source.matchAll(/, '([a-z][A-Za-z]*\.[A-Za-z0-9]+)'/g)].map(([, rule = '']) => rule)),
  ];
}

describe('every code has a text', () => {
  it.each<[string, readonly string[]]>([
    ['channel', channels],
    ['remedy', remedyKinds],
    ['relation', relations],
    ['outcome', outcomes],
    ['closingReason', closingReasons],
    ['step', steps],
    ['severity', severities],
    ['role', roles],
    ['event', [...eventKinds, 'unknown']],
    ['contested', contestable],
    ['', withoutEffects],
  ])('codes: %s', (section, codes) => {
    expect(missing('codes', section, codes)).toEqual([]);
  });

  it('errors: admission', () => {
    expect(missing('errors', 'admission', admissionCodes)).toEqual([]);
  });

  it('errors: rule', () => {
    const rules = schemaRules();
    expect(rules).toContain('moment.format');
    expect(missing('errors', 'rule', [...plainRules, ...rules])).toEqual([]);
  });
});
