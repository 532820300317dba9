/**
 * What a restore takes over from the store that it replaces: how many device codes were given, and what was erased, so
 * that neither comes back with an older backup.
 */
import * as v from 'valibot';
import type { ComplaintId } from '../../../src/domain/ids.ts';
import { foldContext } from '../../cases/cases.ts';
import { ERASED, erase } from '../../cases/erase.ts';
import { every } from '../../cases/paging.ts';
import { Rules } from '../../cases/rules.ts';
import type { Stores } from '../../store/store.ts';
import { CODES_LEFT_OUT, CODE_COUNTER } from './keeps.ts';

const carried = v.object({
  /** the next code's number; null: there was no store to ask */
  nextCode: v.nullable(v.number()),
  erased: v.array(v.looseObject({ _id: v.string() })),
});
export type Carried = v.InferOutput<typeof carried>;

/** As the mark of a restore that was cut short has it; null: it has none. */
export function carriedBefore(mark: Record<string, unknown> | null): Carried | null {
  const parsed = v.safeParse(carried, mark);
  return parsed.success ? parsed.output : null;
}

const nextOf = (counter: { readonly [field: string]: unknown } | null): number | null =>
  typeof counter?.['next'] === 'number' ? counter['next'] : null;

export async function carriedFrom({ data, accounts }: Stores): Promise<Carried> {
  const erased: Carried['erased'] = [];
  for await (const { _rev, ...doc } of every(data, ERASED)) erased.push(doc);
  return { nextCode: nextOf(await accounts.get(CODE_COUNTER)), erased };
}

/** What was erased since the backup was made is erased from what came back with it. */
export async function carryOver(stores: Stores, { nextCode, erased }: Carried): Promise<void> {
  const { data, accounts, registry } = stores;
  const counter = await accounts.get(CODE_COUNTER);
  const restored = nextOf(counter) ?? 0;
  const next = nextCode !== null && nextCode >= restored ? nextCode : restored + CODES_LEFT_OUT;
  await accounts.write([{ ...counter, _id: CODE_COUNTER, type: 'counter', v: 1, next }]);
  const found = await data.getMany(erased.map(({ _id }) => _id));
  const lacking = erased.filter((_, at) => found[at] === null);
  if (lacking.length > 0) await data.write(lacking);
  if (erased.length === 0) return;
  const rules = await Rules.open(registry, () => undefined);
  try {
    const ids = erased.map(({ _id }) => _id.slice(ERASED.length) as ComplaintId);
    await erase(stores, foldContext(rules), ids);
  } finally {
    await rules.close();
  }
}
