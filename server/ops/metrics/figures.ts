/** Figures that are asked for when the metrics are: of devices, quarantine, the read model, what is under way. */
import type { Context } from '../../context.ts';
import type { Completeness } from '../../contract/reports.ts';
import type { Reports } from '../../reports/reports.ts';
import { completeness } from '../../sync/completeness.ts';
import type { Sync } from '../../sync/sync.ts';
import type { Metrics } from './metrics.ts';

/** Milliseconds: reading what every device has sent takes a while when there are thousands; scrapers come every 15 s. */
const FRESH = 30_000;

/** Reads once for all that ask within a while. */
function shared<T>(read: () => Promise<T>, now: () => number): () => Promise<T> {
  let last: { at: number; value: Promise<T> } | null = null;
  return () => {
    if (last === null || now() - last.at >= FRESH) {
      last = { at: now(), value: read() };
      last.value.catch(() => (last = null));
    }
    return last.value;
  };
}

export function gatherFigures(metrics: Metrics, context: Context, reports: Reports, { feed }: Sync): void {
  const { now } = context;
  const all = shared(() => completeness(context), now);
  const count = (name: string, help: string, of: (figures: Completeness) => number | null): void =>
    metrics.gauge(name, help, async () => of(await all()));

  count('redress_devices', 'Devices that were ever enrolled', ({ devices }) => devices.length);
  count(
    'redress_devices_holding',
    'Devices that still held something when last in contact',
    ({ devices }) => devices.filter(({ waiting }) => (waiting ?? 0) > 0).length,
  );
  count('redress_documents_received', 'Documents that devices made and that have arrived', (f) => f.received);
  count(
    'redress_documents_missing',
    'Numbers of devices below their highest that never came',
    (f) => f.missing,
  );
  count(
    'redress_gap_alarms',
    'Devices with a gap that stays although they have been in contact since',
    (f) => f.alarms,
  );
  count('redress_documents_held', 'Documents that devices still held when last in contact', (f) => f.waiting);
  count('redress_quarantined', 'Documents that wait for a manager to decide', (f) => f.quarantined);
  count('redress_sync_longest_silence_seconds', 'Since the device that was away longest last pushed', (f) => {
    const contacts = f.devices.flatMap(({ lastContact }) => lastContact ?? []);
    return contacts.length === 0 ? null : (now() - Math.min(...contacts)) / 1000;
  });
  metrics.gauge(
    'redress_complaints_contested',
    'Complaints with a field that two people set differently, and nobody has settled',
    () => feed.cases.contested,
  );
  metrics.gauge(
    'redress_read_model_lag_seconds',
    'By how much the figures of the reports are behind the store',
    () => Math.max(0, now() - reports.asOf()) / 1000,
  );
}
