import type { FoldedComplaint } from '../../src/domain/complaint.ts';
import type { BranchId, PersonId, RegionId } from '../../src/domain/ids.ts';
import type { BranchDoc } from '../../src/domain/registry.ts';
import type { Cases } from '../cases/cases.ts';
import type { DecidedAt } from './quarantine.ts';

/**
 * Where a quarantined item is decided: at its complaint's branch, else where it says, else where its author works.
 * @param folded its complaint as far as it is known; null: an item without one, or of one that is not there
 */
export async function decidedAt(
  cases: Cases,
  doc: Readonly<Record<string, unknown>>,
  folded: FoldedComplaint | null,
): Promise<DecidedAt | null> {
  if (folded !== null) return { branch: folded.branch, region: folded.region };
  const said = doc['data'] as { branch?: BranchId; region?: RegionId } | undefined;
  if (said?.branch && said.region) return { branch: said.branch, region: said.region };
  const device = await cases.context.identities.device(String(doc['device']));
  if (device?.branch && device.region) return { branch: device.branch, region: device.region };
  return device?.person ? placeOfPerson(cases, device.person) : null;
}

/** Among their grants the latest that still holds, else the latest. */
async function placeOfPerson(cases: Cases, person: PersonId): Promise<DecidedAt | null> {
  const { identities, stores } = cases.context;
  const grants = (await identities.account(person))?.grants ?? [];
  const latest = [...grants].sort(
    (one, other) => (other.until ?? Infinity) - (one.until ?? Infinity) || other.from - one.from,
  )[0];
  if (latest === undefined) return null;
  if (latest.kind === 'region') return { branch: null, region: latest.region };
  const doc = (cases.rules.branch(latest.branch) ??
    (await stores.registry.get(`branch:${latest.branch}`))) as BranchDoc | null;
  return doc === null ? null : { branch: latest.branch, region: doc.region };
}
