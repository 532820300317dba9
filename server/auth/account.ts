/** An account as stored. Grants are dated and never overwritten: what somebody could reach then is asked of then. */
import * as v from 'valibot';
import { accountRole, grant, reach } from '../../src/domain/actor.ts';
import type { Grant } from '../../src/domain/actor.ts';
import { personId } from '../../src/domain/ids.ts';
import type { BranchId, RegionId } from '../../src/domain/ids.ts';

/** `account:<uuid>`; `person` is the same uuid, so that one leads to the other. */
export const accountDoc = v.looseObject({
  _id: v.string(),
  _rev: v.optional(v.string()),
  type: v.literal('account'),
  v: v.literal(1),
  person: personId,
  login: v.string(),
  name: v.string(),
  /** argon2id, PHC form */
  hash: v.string(),
  /** an administrator knows the password: it is to be changed */
  temporary: v.boolean(),
  /** sessions of an earlier epoch have ended: all of them at once, in one write */
  epoch: v.number(),
  role: accountRole,
  /** minor units of the organisation's currency; null: no limit */
  remedyLimit: v.nullable(v.number()),
  disabled: v.boolean(),
  grants: v.array(grant),
  created: v.number(),
});
export type AccountDoc = v.InferOutput<typeof accountDoc>;

export const accountDocId = (person: string): string => `account:${person}`;

/** @returns the grants with what is no longer wanted ended `now`, and what is new begun */
export function regrant(
  grants: readonly Grant[],
  wanted: { readonly branches: readonly BranchId[]; readonly regions: readonly RegionId[] },
  now: number,
): Grant[] {
  const holds = (one: Grant): boolean => one.from <= now && (one.until === null || now < one.until);
  const isWanted = (one: Grant): boolean =>
    one.kind === 'branch' ? wanted.branches.includes(one.branch) : wanted.regions.includes(one.region);
  const kept = grants.map((one) => (holds(one) && !isWanted(one) ? { ...one, until: now } : one));
  const held = reach(kept, now);
  const begun: Grant[] = [
    ...[...new Set(wanted.branches)]
      .filter((branch) => !held.branches.includes(branch))
      .map((branch) => ({ kind: 'branch' as const, branch, from: now, until: null })),
    ...[...new Set(wanted.regions)]
      .filter((region) => !held.regions.includes(region))
      .map((region) => ({ kind: 'region' as const, region, from: now, until: null })),
  ];
  return [...kept, ...begun];
}
