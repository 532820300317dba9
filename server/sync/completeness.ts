/**
 * What was made and has (not) arrived, by device. What a device destroyed before its first contact leaves no trace and
 * can't be counted here.
 */
import type { Completeness } from '../contract/reports.ts';
import type { Context } from '../context.ts';
import { every } from '../cases/paging.ts';
import { chainDocId, emptyChain, isAlarming, missingCount, receivedCount } from './chain.ts';
import { chainIn } from './chain-book.ts';
import { asQuarantine } from './quarantine.ts';

export async function completeness(context: Context): Promise<Completeness> {
  const { data } = context.stores;
  const now = context.now();
  const devices = await context.identities.devices();
  const docs = await data.getMany(devices.map(({ id }) => chainDocId(id)));
  const rows = devices.map((device, at) => {
    const doc = docs[at] ?? null;
    const chain = doc === null ? emptyChain : chainIn(doc);
    return {
      device: device.id,
      label: device.label,
      kind: device.kind,
      branch: device.branch,
      received: receivedCount(chain),
      missing: missingCount(chain),
      missingSince: chain.gaps.length === 0 ? null : Math.min(...chain.gaps.map(([, , since]) => since)),
      alarm: isAlarming(chain, now, context.config.gapStays),
      waiting: chain.waiting,
      lastContact: chain.lastContact,
    };
  });
  let quarantined = 0;
  for await (const doc of every(data, 'quarantine:'))
    if (asQuarantine(doc).state === 'waiting') quarantined += 1;
  const sum = (of: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((total, row) => total + of(row), 0);
  return {
    received: sum(({ received }) => received),
    missing: sum(({ missing }) => missing),
    waiting: sum(({ waiting }) => waiting ?? 0),
    quarantined,
    alarms: rows.filter(({ alarm }) => alarm).length,
    devices: rows,
  };
}
