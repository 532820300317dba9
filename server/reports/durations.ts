/**
 * How long complaints take, as `summariseDurations` of the domain says it: Kaplan and Meier's estimate, with what is still
 * open as censored. It is computed where the durations are, since two hundred thousand of them take 25 ms there and
 * 250 ms to fetch; a test holds it to the domain's function.
 */
import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { asText, UNGROUPED } from './grouped.ts';
import type { Where } from './where.ts';

/** Hours; null: not reached yet. */
export interface Quantiles {
  readonly median: number | null;
  readonly p90: number | null;
}
export interface Durations {
  readonly acknowledgement: Quantiles;
  readonly closing: Quantiles;
}
const unreached: Quantiles = { median: null, p90: null };
export const noDurations: Durations = { acknowledgement: unreached, closing: unreached };

/**
 * What is open has lasted until now: in whole days where only its first day is known (an hour either way for a clock
 * change), else to the minute. A product of fractions misses its exact value by rounding, hence the tolerance.
 */
const SQL = (step: 'ack' | 'close', where: string, grouping: string, now: string): string => `
  WITH step AS (
    SELECT ${grouping} AS g, ${step}_state = 'done' AS done,
      coalesce(${step}_hours, greatest(0, CASE WHEN received_is_date
        THEN floor((${now} - received_ms + 3600000) / 86400000.0) * 24
        ELSE round((${now} - received_ms) / 60000.0) / 60 END)) AS hours
    FROM complaints WHERE ${where} AND ${step}_state <> 'unknown'
  ), life AS (
    SELECT g, hours, count(*) FILTER (done) AS done, count(*) AS n FROM step GROUP BY g, hours
  ), risk AS (
    SELECT g, hours, done, sum(n) OVER (PARTITION BY g ORDER BY hours DESC) AS at_risk FROM life
  ), curve AS (
    SELECT g, hours, product((at_risk - done) / at_risk) OVER (PARTITION BY g ORDER BY hours) AS still_open
    FROM risk WHERE done > 0
  )
  SELECT g,
    min(hours) FILTER (still_open <= 0.5 + 1e-9) AS median,
    min(hours) FILTER (still_open <= 0.1 + 1e-9) AS p90
  FROM curve GROUP BY g`;

const numberOrNull = (value: DuckDBValue | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

type ByGroup = ReadonlyMap<string | null, Durations>;

/** @returns by group; without a grouping the one group is that of the key null */
async function read(reader: DuckDBConnection, where: Where, grouping: string, now: number): Promise<ByGroup> {
  const values = [...where.values, BigInt(Math.trunc(now))];
  const durations = new Map<string | null, Durations>();
  const take = async (step: 'ack' | 'close', name: keyof Durations): Promise<void> => {
    const sql = SQL(step, where.sql, grouping, `$${values.length}::BIGINT`);
    for (const [key, median, p90] of (await reader.runAndReadAll(sql, values)).getRows()) {
      const group = durations.get(asText(key)) ?? noDurations;
      const quantiles = { median: numberOrNull(median), p90: numberOrNull(p90) };
      durations.set(asText(key), { ...group, [name]: quantiles });
    }
  };
  await take('ack', 'acknowledgement');
  await take('close', 'closing');
  return durations;
}

/** @param now Unix milliseconds */
export async function durationsOf(
  reader: DuckDBConnection,
  where: Where,
  grouping: string,
  now: number,
): Promise<{ readonly total: Durations; readonly groups: ByGroup }> {
  const whole = await read(reader, where, UNGROUPED, now);
  return {
    total: whole.get(null) ?? noDurations,
    groups: grouping === UNGROUPED ? new Map() : await read(reader, where, grouping, now),
  };
}
