/** What has not arrived, for a manager or an analyst: of the devices of their regions only. */
import type { BranchDoc } from '../../src/domain/registry.ts';
import type { DeviceRecord } from '../auth/identity.ts';
import type { Context } from '../context.ts';
import type { Completeness } from '../contract/reports.ts';
import { every } from '../cases/paging.ts';
import { completeness } from '../sync/completeness.ts';
import { asQuarantine } from '../sync/quarantine.ts';
import type { Reach } from './where.ts';

async function isInReach(
  context: Context,
  device: DeviceRecord,
  reach: Exclude<Reach, 'everything'>,
): Promise<boolean> {
  if (device.region !== null) return reach.includes(device.region);
  const account = device.person === null ? null : await context.identities.account(device.person);
  const grants = account?.grants ?? [];
  if (grants.some((one) => one.kind === 'region' && reach.includes(one.region))) return true;
  const branches = grants.flatMap((one) => (one.kind === 'branch' ? [`branch:${one.branch}`] : []));
  const docs = (await context.stores.registry.getMany(branches)) as unknown as (BranchDoc | null)[];
  return docs.some((doc) => doc !== null && reach.includes(doc.region));
}

export async function completenessInReach(context: Context, reach: Reach): Promise<Completeness> {
  const all = await completeness(context);
  if (reach === 'everything') return all;
  const records = new Map(
    (await context.identities.devices()).map((device) => [device.id as string, device]),
  );
  const devices: Completeness['devices'][number][] = [];
  for (const row of all.devices) {
    const device = records.get(row.device);
    if (device !== undefined && (await isInReach(context, device, reach))) devices.push(row);
  }
  let quarantined = 0;
  if (all.quarantined > 0) {
    for await (const doc of every(context.stores.data, 'quarantine:')) {
      const { state, region } = asQuarantine(doc);
      if (state === 'waiting' && (region === null || reach.includes(region))) quarantined += 1;
    }
  }
  const sum = (of: (row: Completeness['devices'][number]) => number): number =>
    devices.reduce((total, row) => total + of(row), 0);
  return {
    received: sum(({ received }) => received),
    missing: sum(({ missing }) => missing),
    waiting: sum(({ waiting }) => waiting ?? 0),
    quarantined,
    alarms: devices.filter(({ alarm }) => alarm).length,
    devices,
  };
}
