/**
 * Which keys the code uses. A key is found
 * - written out with its namespace in any string: `'complaints:record.save'`;
 * - written without one in a call of `t`: it belongs to the namespaces of the file's `useTranslation(…)`, else to common;
 * - in a template: `codes:severity.${severity}` uses every key under `codes:severity.`;
 * - declared: a comment `// i18n-keys: codes:step.* errors:sync.*` for keys that come from elsewhere, as a server's codes;
 *   `*` stands for any rest, dots included.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pluralBases, pluralKey } from './plurals.ts';
import type { Finding, Texts } from './texts.ts';

export interface Usage {
  /** a full key, or a pattern with `*` */
  readonly pattern: string;
  readonly file: string;
}

const KEY = String.raw`[A-Za-z][\w-]*(?:\.[\w-]+)*`;
const DECLARED = /i18n-keys:([^\n]*)/g;
const NAMESPACES = /(?:useTranslation|getFixedT)\(([^)]*)\)/g;
const CALL = new RegExp(String.raw`\bt\(\s*(?:'(${KEY})'|"(${KEY})"|\x60([^\x60:]*\$\{[^\x60]*)\x60)`, 'g');
const TEMPLATE_GAP = /\$\{[^}]*\}/g;

/** @param known the namespaces there are: `node:fs` is no key */
export function keysUsed(source: string, file: string, known: readonly string[]): Usage[] {
  const names = known.join('|');
  const patterns = new Set<string>();
  for (const [, list = ''] of source.matchAll(DECLARED)) {
    for (const word of list.replace('*/', '').split(/[\s,]+/)) if (word.includes(':')) patterns.add(word);
  }
  for (const [, key = ''] of source.matchAll(new RegExp(`['"\`]((?:${names}):${KEY})['"\`]`, 'g')))
    patterns.add(key);
  for (const [, key = ''] of source.matchAll(new RegExp(`\`((?:${names}):[^\`]*?\\$\\{[^\`]*)\``, 'g'))) {
    patterns.add(key.replace(TEMPLATE_GAP, '*'));
  }
  const own = [...source.matchAll(NAMESPACES)].flatMap(([, inside = '']) =>
    [...inside.matchAll(/['"]([\w-]+)['"]/g)]
      .map(([, name = '']) => name)
      .filter((name) => known.includes(name)),
  );
  for (const [, single, double, template] of source.matchAll(CALL)) {
    const key = single ?? double ?? template?.replace(TEMPLATE_GAP, '*') ?? '';
    for (const namespace of own.length > 0 ? own : ['common']) patterns.add(`${namespace}:${key}`);
  }
  return [...patterns].map((pattern) => ({ pattern, file }));
}

/** Reads all code under these folders, tests apart: what only a test uses, nobody reads. */
export function readUsage(folders: readonly string[], known: readonly string[]): Usage[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file))
      .flatMap((file) => keysUsed(readFileSync(join(folder, file), 'utf8'), join(folder, file), known)),
  );
}

function matcher(pattern: string): RegExp {
  const escaped = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(`^${escaped.join('.+')}$`);
}

/** `unused` English keys, and `unknown` ones: used or declared in code, but nowhere in English. */
export function checkUsage(english: Texts, usages: readonly Usage[]): Finding[] {
  const plurals = pluralBases(english);
  const names = new Map(
    [...english.keys()].map((key) => {
      const plural = pluralKey(key);
      const base = plural !== undefined && plurals.has(plural.base) ? plural.base : key;
      return [key, [key, base]] as const;
    }),
  );
  const used = new Set<string>();
  const byName = new Map<string, string[]>();
  for (const [key, ofKey] of names)
    for (const name of ofKey) byName.set(name, [...(byName.get(name) ?? []), key]);
  const hits = new Map<string, boolean>();
  for (const { pattern } of usages) {
    if (hits.has(pattern)) continue;
    const keys = pattern.includes('*')
      ? [...byName].filter(([name]) => matcher(pattern).test(name)).flatMap(([, of]) => of)
      : (byName.get(pattern) ?? []);
    hits.set(pattern, keys.length > 0);
    for (const key of keys) used.add(key);
  }
  const unknown = usages
    // A call without a namespace may mean any of the file's: one that has it is enough.
    .filter(
      ({ pattern, file }) =>
        hits.get(pattern) !== true &&
        !usages.some(
          (other) =>
            other.file === file &&
            hits.get(other.pattern) === true &&
            other.pattern.split(':')[1] === pattern.split(':')[1],
        ),
    )
    .map(({ pattern, file }) => ({
      language: 'en',
      key: pattern,
      rule: 'unknown',
      detail: `used in ${file}`,
    }));
  const unused = [...english.keys()]
    .filter((key) => !used.has(key))
    .map((key) => ({ language: 'en', key, rule: 'unused', detail: 'no code uses it' }));
  return [...unknown, ...unused];
}
