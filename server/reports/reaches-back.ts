/**
 * Whether records go back to the beginning of a period: where they don't, its figures are too small, and comparing with
 * them would find a rise that never was.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Reach } from './where.ts';
import { whereOf } from './where.ts';

/** @param from the first day of the period, ISO date */
export async function reachesBack(
  connection: DuckDBConnection,
  table: 'complaints' | 'responses',
  from: string,
  reach: Reach,
): Promise<boolean> {
  const date = table === 'complaints' ? 'received' : 'finished';
  const where = whereOf(table, { to: from }, reach);
  const sql = `SELECT count(*)::DOUBLE FROM (SELECT 1 FROM ${table} WHERE ${where.sql} AND ${date} IS NOT NULL LIMIT 1)`;
  const rows = (await connection.runAndReadAll(sql, [...where.values])).getRows();
  return Number(rows[0]?.[0] ?? 0) > 0;
}
