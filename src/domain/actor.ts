/** Who acts: a person or a kiosk, with what has been granted to them at a moment. */
import * as v from 'valibot';
import { branchId, regionId } from './ids.ts';
import type { BranchId, DeviceId, PersonId, RegionId } from './ids.ts';

/** Roles that an account can be given. A complainant has no account, a kiosk is a device. */
export const accountRoles = ['field', 'manager', 'analyst', 'admin'] as const;
export type AccountRole = (typeof accountRoles)[number];
/** `source` is an import: it records what another system says has happened, and may do so whatever the order. */
export const roles = [...accountRoles, 'kiosk', 'complainant', 'source'] as const;
export type Role = (typeof roles)[number];
export const accountRole = v.picklist(accountRoles);

/** A reach given for a time: one branch or a whole region. Instants in Unix milliseconds; `until` null: until taken. */
export const grant = v.variant('kind', [
  v.looseObject({
    kind: v.literal('branch'),
    branch: branchId,
    from: v.number(),
    until: v.nullable(v.number()),
  }),
  v.looseObject({
    kind: v.literal('region'),
    region: regionId,
    from: v.number(),
    until: v.nullable(v.number()),
  }),
]);
export type Grant = v.InferOutput<typeof grant>;

export interface Actor {
  readonly role: Role;
  /** the person; for a kiosk or an import source, its device id stands in `device` and `person` is null */
  readonly person: PersonId | null;
  readonly device: DeviceId | null;
  readonly branches: readonly BranchId[];
  readonly regions: readonly RegionId[];
  /** the highest amount of a remedy that they may decide alone, in the organisation's currency; null: no limit */
  readonly remedyLimit: number | null;
  /** for a kiosk: the surveys (`survey:<id>`) that it shows */
  readonly surveys: readonly string[];
}

interface Places {
  readonly branches: BranchId[];
  readonly regions: RegionId[];
}

/** The branches and regions that hold at `now` (Unix milliseconds). */
export function reach(grants: readonly Grant[], now: number): Places {
  return placesOf(grants.filter((one) => one.from <= now && (one.until === null || now < one.until)));
}

/** Those that hold at `now` or held before (Unix milliseconds). */
export function everGranted(grants: readonly Grant[], now: number): Places {
  return placesOf(grants.filter((one) => one.from <= now));
}

const placesOf = (grants: readonly Grant[]): Places => ({
  branches: grants.flatMap((one) => (one.kind === 'branch' ? [one.branch] : [])),
  regions: grants.flatMap((one) => (one.kind === 'region' ? [one.region] : [])),
});
