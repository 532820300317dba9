/**
 * What Prometheus is told: counts and times, by route, code and database. Nothing that names a person, a complaint, a
 * device or a branch, and no label whose values a caller chooses.
 */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { RequestWatch } from '../../app.ts';
import type { StoreWatch } from '../../store/watched.ts';
import type { SyncWatch } from '../../sync/watch.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
const [MINUTE, HOUR, DAY] = [60, 3_600, 86_400];
/** How long work stays on a device: from at once to a month in the field. */
const LAGS = [1, 10, MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY];
const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

export interface Metrics {
  readonly registry: Registry;
  readonly requests: RequestWatch;
  readonly stores: StoreWatch;
  readonly sync: SyncWatch;
  /** A figure that is asked for whenever the metrics are. A failure leaves it out. */
  gauge(name: string, help: string, ask: () => number | null | Promise<number | null>): void;
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'redress_http_request_duration_seconds',
    help: 'Requests by route and status, from the first byte to the end of the answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers,
  });
  const shed = new Counter({
    name: 'redress_http_shed_total',
    help: 'Requests put off with 503 and Retry-After because the server had enough to do',
    labelNames: ['reason'],
    registers,
  });
  const items = new Counter({
    name: 'redress_sync_items_total',
    help: 'Items that devices pushed, by verdict',
    labelNames: ['verdict', 'code'],
    registers,
  });
  const lag = new Histogram({
    name: 'redress_sync_lag_seconds',
    help: 'From when an item was made, by its device, to when it was admitted',
    buckets: LAGS,
    registers,
  });
  const took = new Histogram({
    name: 'redress_store_duration_seconds',
    help: 'Calls of the store',
    labelNames: ['database', 'operation'],
    buckets: SECONDS,
    registers,
  });
  const errors = new Counter({
    name: 'redress_store_errors_total',
    help: 'Calls of the store that failed',
    labelNames: ['database', 'code'],
    registers,
  });
  const conflicts = new Counter({
    name: 'redress_store_conflicts_total',
    help: 'Writes that met another writer and were made again or refused',
    labelNames: ['database'],
    registers,
  });
  return {
    registry,
    requests: {
      answered: (method, route, status, seconds) =>
        requests.observe({ method: METHODS.has(method) ? method : 'other', route, status }, seconds),
      shed: (reason) => shed.inc({ reason }),
    },
    stores: {
      took: (database, operation, seconds) => took.observe({ database, operation }, seconds),
      failed: (database, code) => errors.inc({ database, code }),
      conflicts: (database, count) => conflicts.inc({ database }, count),
    },
    sync: {
      judged: (verdict, code) => items.inc({ verdict, code }),
      lagged: (seconds) => lag.observe(Math.max(0, seconds)),
    },
    gauge(name, help, ask) {
      const gauge = new Gauge({
        name,
        help,
        registers,
        async collect() {
          const value = await Promise.resolve(ask()).catch(() => null);
          if (value === null) this.reset();
          else this.set(value);
        },
      });
      gauge.reset();
    },
  };
}
