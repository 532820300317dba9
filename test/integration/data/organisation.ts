/** An organisation's reference data as a device has pulled it, and somebody who works there. */
import type { Profile } from '../../../src/data/api.ts';
import type { BranchDoc, OrganisationDoc, RegionDoc } from '../../../src/domain/registry.ts';
import type { BranchId, RegionId } from '../../../src/domain/ids.ts';
import { defaultPolicy } from '../../../src/domain/time/default-policy.ts';
import type { PulledDoc } from '../../../server/contract/sync.ts';

const REV = 'a'.repeat(32);
export const pulled = (
  doc: object & { readonly _id: string },
  start = 1,
  ids: string[] = [REV],
): PulledDoc => ({
  ...doc,
  _rev: `${start}-${ids[0] ?? REV}`,
  _revisions: { start, ids },
});

const organisation: OrganisationDoc = {
  _id: 'organisation:self',
  type: 'organisation',
  v: 1,
  name: 'Test',
  policy: 'policy:default:1',
  currency: 'TRY',
  demo: false,
};
const region: RegionDoc = {
  _id: 'region:north',
  type: 'region',
  v: 1,
  region: 'north' as RegionId,
  name: { default: 'North' },
  calendar: {
    timeZone: 'Europe/Istanbul',
    workdays: [1, 2, 3, 4, 5],
    hours: { from: '09:00', to: '17:00' },
    holidays: [],
  },
};
const branch: BranchDoc = {
  _id: 'branch:n1',
  type: 'branch',
  v: 1,
  branch: 'n1' as BranchId,
  region: 'north' as RegionId,
  name: { default: 'N1' },
  closed: false,
};

export const registryDocs: PulledDoc[] = [
  organisation,
  region,
  branch,
  { _id: 'policy:default:1', type: 'policy', v: 1, policy: defaultPolicy },
].map((doc) => pulled(doc));

export const fieldWorker: Profile = {
  kind: 'person',
  account: 'account-ana',
  login: 'ana',
  person: 'ana',
  name: 'Ana',
  role: 'field',
  branches: ['n1'],
  regions: [],
  remedyLimit: 5000,
  device: { id: 'device-1', code: 'N7K' },
  organisation: { name: 'Test', demo: false },
  expires: 0,
};
