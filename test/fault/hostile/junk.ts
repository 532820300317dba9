/** Values that no honest client sends. */
import { uuidv7 } from 'uuidv7';
import type { Chance } from '../scope/random.ts';

const deep = (levels: number, open = '[', close = ']'): string =>
  `${open.repeat(levels)}1${close.repeat(levels)}`;

export const ids = (chance: Chance): string =>
  chance.pick([
    '_design/x',
    '_local/x',
    '_all_docs',
    '__proto__',
    'constructor',
    '..',
    '../../etc/passwd',
    '..%2f..%2fetc',
    'complaint:',
    ':',
    '',
    ' ',
    '\u0000',
    'complaint:\u0000\u001f',
    '\ud800',
    '\u202e',
    `complaint:${uuidv7()}`,
    `event:${uuidv7()}:${uuidv7()}`,
    `event:${uuidv7()}:${uuidv7()}:more`,
    `evidence:${uuidv7()}:${uuidv7()}`,
    `response:${uuidv7()}`,
    `quarantine:event:${uuidv7()}:${uuidv7()}`,
    'chain:x',
    'secret:checkpoint',
    'x'.repeat(chance.below(5_000)),
    'ü'.repeat(300),
    "' OR 1=1 --",
    '{"$gt":null}',
  ]);

/** Any value, of any type. */
export function value(chance: Chance, levels = 3): unknown {
  const leaf: readonly (() => unknown)[] = [
    () => null,
    () => true,
    () => chance.below(1_000),
    () => -1,
    () => 1e308,
    () => 2 ** 53,
    () => 0.1,
    () => ids(chance),
    () => 'x'.repeat(chance.below(3_000)),
    () => new Date().toISOString(),
    () => [],
    () => ({}),
  ];
  if (levels === 0 || chance.chance(0.6)) return chance.pick(leaf)();
  if (chance.chance(0.5)) return Array.from({ length: chance.below(5) }, () => value(chance, levels - 1));
  const names = [
    '_id',
    '_rev',
    'docs',
    'keys',
    'id',
    'rev',
    'data',
    'body',
    'kind',
    'at',
    'seq',
    'login',
    'name',
    'role',
    'branches',
    'decision',
    '$gt',
    '_deleted',
    '_revisions',
    '_attachments',
    'length',
    'toString',
  ];
  return Object.fromEntries(
    Array.from({ length: chance.below(6) }, () => [chance.pick(names), value(chance, levels - 1)]),
  );
}

/** An event as it might be, with something wrong about it; never signed by anybody. */
export function item(chance: Chance, device: string): unknown {
  const complaint = uuidv7();
  const whole: Record<string, unknown> = {
    _id: `${chance.pick(['event', 'evidence', 'response', 'complaint', 'party'])}:${complaint}:${uuidv7()}`,
    complaint,
    v: 1,
    kind: chance.pick(['received', 'note', 'closed', 'x']),
    at: chance.pick(['019dd5c3e640-0000', '999999999999-ffff', 'now', 7]),
    seq: chance.pick([1, 0, -1, 1.5, 2 ** 53, 9_007_199_254_740_991, '1', null]),
    device: chance.chance(0.7) ? device : ids(chance),
    by: uuidv7(),
    prev: null,
    after: chance.pick([[], [complaint], 'x', Array.from({ length: 100 }, () => uuidv7())]),
    data: value(chance),
    bodyHash: null,
    sig: 'A'.repeat(86),
    hash: 'f'.repeat(64),
    size: chance.pick([1, 0, -1, 1e12, '1']),
    mime: chance.pick(['image/png', '../x', 7]),
  };
  for (const name of Object.keys(whole)) {
    // undefined is left out of JSON
    if (chance.chance(0.12)) whole[name] = chance.chance(0.5) ? undefined : value(chance);
  }
  if (chance.chance(0.2))
    whole[
      chance.pick(['_rev', '_deleted', '_attachments', '_revisions', '_conflicts', '_x', 'admitted', 'body'])
    ] = value(chance);
  return whole;
}

/** The text of a body: JSON, nearly JSON, or nothing like it. */
export function body(chance: Chance, device: string): string {
  return chance.pick<() => string>([
    () => JSON.stringify({ docs: Array.from({ length: 1 + chance.below(6) }, () => item(chance, device)) }),
    () => JSON.stringify({ docs: Array.from({ length: 1 + chance.below(6) }, () => item(chance, device)) }),
    () => JSON.stringify({ docs: value(chance) }),
    () => JSON.stringify({ docs: Array.from({ length: 3 }, () => value(chance)), new_edits: false }),
    () => JSON.stringify(value(chance)),
    () =>
      JSON.stringify({
        keys: value(chance),
        doc_ids: value(chance),
        include_docs: value(chance),
        limit: value(chance),
      }),
    () => JSON.stringify({ docs: [{ id: ids(chance), rev: value(chance) }] }),
    () => JSON.stringify({ [ids(chance)]: value(chance), status: 1 }),
    () => `{"docs":[${'null,'.repeat(chance.below(200_000))}null]}`,
    () => `{"docs":[{"_id":"event:${uuidv7()}:${uuidv7()}","data":${deep(chance.below(20_000))}}]}`,
    () => `{"docs":${deep(chance.below(50_000))}}`,
    () =>
      `{"docs":[{"_id":"event:${uuidv7()}:${uuidv7()}","data":${deep(chance.below(5_000), '{"a":', '}')}}]}`,
    () => deep(chance.below(100_000)),
    () => `{"keys":[${Array.from({ length: chance.below(100_000) }, (_, at) => `"${at}"`).join(',')}]}`,
    () => `{${Array.from({ length: chance.below(20_000) }, (_, at) => `"${at}":["1-a"]`).join(',')}}`,
    () => '{"docs":[{"__proto__":{"role":"admin"}}]}',
    () => '{"constructor":{"prototype":{"role":"admin"}}}',
    () => '{"docs":',
    () => '\u0000',
    () => '',
    () => 'null',
    () => '"text"',
    () => '1e9999',
    () => 'x'.repeat(chance.below(2_000_000)),
  ])();
}
