/**
 * The read model's file: typed facts, codes and numbers, without names or texts. It belongs to one process, and can be
 * thrown away at any time: everything in it is computed from the store.
 *
 * Invariants: facts and the sequence up to which they are known change in one transaction; a document has one row.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { StoreError } from '../store/store-error.ts';

/** Another shape of facts: what is there is made anew. */
const SHAPE = '1';

/** Levels of categories that are counted; a path has no more. */
export const LEVELS = 6;
const levels = Array.from({ length: LEVELS }, (_, level) => `c${level + 1} VARCHAR`).join(', ');

const TABLES = `
  CREATE TABLE IF NOT EXISTS meta (key VARCHAR, value VARCHAR);
  CREATE TABLE IF NOT EXISTS complaints (
    id UUID, region VARCHAR, branch VARCHAR, ${levels},
    channel VARCHAR, language VARCHAR, severity VARCHAR,
    received DATE, received_ms BIGINT, received_is_date BOOLEAN,
    closed BOOLEAN, closed_on DATE, decided BOOLEAN, rejected BOOLEAN,
    timely BOOLEAN, timely_unknown BOOLEAN, overdue_from BIGINT,
    ack_state VARCHAR, ack_hours DOUBLE, close_state VARCHAR, close_hours DOUBLE
  );
  CREATE TABLE IF NOT EXISTS responses (
    id UUID, region VARCHAR, branch VARCHAR, survey VARCHAR, language VARCHAR, channel VARCHAR,
    finished DATE, complete BOOLEAN,
    asks_satisfaction BOOLEAN, satisfied BOOLEAN, asks_recommend BOOLEAN, recommend TINYINT, weight DOUBLE
  );`;

export interface ReportDatabase {
  /** for facts as they come */
  readonly writer: DuckDBConnection;
  /** for questions: sees whole transactions only */
  readonly reader: DuckDBConnection;
  close(): void;
}

export const reportFile = (dataDir: string): string => join(dataDir, 'reports.duckdb');

export async function removeDatabase(dataDir: string): Promise<void> {
  const file = reportFile(dataDir);
  await Promise.all([rm(file, { force: true }), rm(`${file}.wal`, { force: true })]);
}

/** Opens the file, or makes it; one that is damaged or of another shape is thrown away. Rejects with `store.locked` when another process has it. */
export async function openDatabase(dataDir: string): Promise<ReportDatabase> {
  const opened = await attempt(dataDir);
  if (opened !== null) return opened;
  await removeDatabase(dataDir);
  const made = await attempt(dataDir);
  if (made === null) throw new Error(`${reportFile(dataDir)} cannot be opened`);
  return made;
}

const ANOTHER_PROCESS = /Could not set lock|being used by another process/i;

async function attempt(dataDir: string): Promise<ReportDatabase | null> {
  let instance: DuckDBInstance;
  try {
    instance = await DuckDBInstance.create(reportFile(dataDir));
  } catch (error) {
    if (!(error instanceof Error) || !ANOTHER_PROCESS.test(error.message)) return null;
    throw new StoreError('store.locked', `${reportFile(dataDir)} is open in another process`, {
      cause: error,
    });
  }
  try {
    const writer = await instance.connect();
    await writer.run(TABLES);
    const meta = await readMeta(writer);
    const shape = meta.get('shape');
    if (shape === undefined) await writer.run('INSERT INTO meta VALUES ($1, $2)', ['shape', SHAPE]);
    else if (shape !== SHAPE) throw new Error(`facts of shape ${shape}`);
    const reader = await instance.connect();
    return {
      writer,
      reader,
      close: () => {
        reader.closeSync();
        writer.closeSync();
        instance.closeSync();
      },
    };
  } catch {
    instance.closeSync();
    return null;
  }
}

export async function readMeta(connection: DuckDBConnection): Promise<Map<string, string>> {
  const result = await connection.runAndReadAll('SELECT key, value FROM meta');
  return new Map(result.getRows().map(([key, value]) => [String(key), String(value)]));
}

/** Replaces one entry, within the transaction of its caller. */
export async function writeMeta(connection: DuckDBConnection, key: string, value: string): Promise<void> {
  await connection.run('DELETE FROM meta WHERE key = $1', [key]);
  await connection.run('INSERT INTO meta VALUES ($1, $2)', [key, value]);
}
