/** Writes facts in one transaction with the sequence that they are known up to. A document's facts replace its earlier ones. */
import type { DuckDBAppender, DuckDBConnection } from '@duckdb/node-api';
import { dateValue, listValue } from '@duckdb/node-api';
import { dayNumber } from '../../src/domain/time/moment.ts';
import type { LocalDate } from '../../src/domain/time/moment.ts';
import type { Seq } from '../store/store.ts';
import type { ComplaintFact } from './complaint-fact.ts';
import { writeMeta } from './database.ts';
import type { ResponseFact } from './response-fact.ts';

export interface FactBatch {
  readonly complaints: readonly ComplaintFact[];
  readonly responses: readonly ResponseFact[];
  /** bare uuids of documents that are gone */
  readonly gone: readonly string[];
  /** null: facts made anew, the position stays */
  readonly seq: Seq | null;
}

/** @param fresh nothing is there that could be replaced */
export async function writeFacts(
  connection: DuckDBConnection,
  batch: FactBatch,
  fresh: boolean,
): Promise<void> {
  await connection.run('BEGIN TRANSACTION');
  try {
    if (!fresh) {
      await remove(connection, 'complaints', [...batch.complaints.map(({ id }) => id), ...batch.gone]);
      await remove(connection, 'responses', [...batch.responses.map(({ id }) => id), ...batch.gone]);
    }
    await append(connection, 'complaints', batch.complaints, appendComplaint);
    await append(connection, 'responses', batch.responses, appendResponse);
    if (batch.seq !== null) await writeMeta(connection, 'seq', batch.seq);
    await connection.run('COMMIT');
  } catch (error) {
    await connection.run('ROLLBACK');
    throw error;
  }
}

/** Forgets all facts, for a store of another epoch or to make them anew. */
export async function clearFacts(connection: DuckDBConnection, epoch: string): Promise<void> {
  await connection.run('BEGIN TRANSACTION');
  await connection.run('DELETE FROM complaints');
  await connection.run('DELETE FROM responses');
  await connection.run("DELETE FROM meta WHERE key = 'seq'");
  await writeMeta(connection, 'epoch', epoch);
  await connection.run('COMMIT');
}

/** @param ids bare uuids. @returns the regions that these facts are of, as they are now */
export async function regionsOfFacts(
  connection: DuckDBConnection,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const these = 'WHERE id IN (SELECT unnest($1::VARCHAR[])::UUID)';
  const sql = `SELECT region FROM complaints ${these} UNION SELECT region FROM responses ${these}`;
  return (await connection.runAndReadAll(sql, [listValue([...ids])]))
    .getRows()
    .map(([region]) => String(region));
}

async function remove(connection: DuckDBConnection, table: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await connection.run(`DELETE FROM ${table} WHERE id IN (SELECT unnest($1::VARCHAR[])::UUID)`, [
    listValue([...ids]),
  ]);
}

async function append<F>(
  connection: DuckDBConnection,
  table: string,
  facts: readonly F[],
  write: (to: Row, fact: F) => void,
): Promise<void> {
  if (facts.length === 0) return;
  const appender = await connection.createAppender(table);
  for (const fact of facts) {
    write(new Row(appender), fact);
    appender.endRow();
  }
  appender.closeSync();
}

/** One row of an appender, column after column; null is NULL. */
class Row {
  readonly #to: DuckDBAppender;

  constructor(to: DuckDBAppender) {
    this.#to = to;
  }
  text(value: string | null): this {
    if (value === null) this.#to.appendNull();
    else this.#to.appendVarchar(value);
    return this;
  }
  flag(value: boolean | null): this {
    if (value === null) this.#to.appendNull();
    else this.#to.appendBoolean(value);
    return this;
  }
  date(value: LocalDate | null): this {
    if (value === null) this.#to.appendNull();
    else this.#to.appendDate(dateValue(dayNumber(value)));
    return this;
  }
  ms(value: number | null): this {
    if (value === null) this.#to.appendNull();
    else this.#to.appendBigInt(BigInt(Math.trunc(value)));
    return this;
  }
  real(value: number | null): this {
    if (value === null) this.#to.appendNull();
    else this.#to.appendDouble(value);
    return this;
  }
  small(value: number | null): this {
    if (value === null) this.#to.appendNull();
    else this.#to.appendTinyInt(value);
    return this;
  }
}

function appendComplaint(row: Row, fact: ComplaintFact): void {
  row.text(fact.id).text(fact.region).text(fact.branch);
  for (const code of fact.categories) row.text(code);
  row.text(fact.channel).text(fact.language).text(fact.severity);
  row.date(fact.received).ms(fact.receivedMs).flag(fact.receivedIsDate);
  row.flag(fact.closed).date(fact.closedOn).flag(fact.decided).flag(fact.rejected);
  row.flag(fact.timely).flag(fact.timelyUnknown).ms(fact.overdueFrom);
  row.text(fact.acknowledgement.state).real(fact.acknowledgement.hours);
  row.text(fact.closing.state).real(fact.closing.hours);
}

function appendResponse(row: Row, fact: ResponseFact): void {
  row
    .text(fact.id)
    .text(fact.region)
    .text(fact.branch)
    .text(fact.survey)
    .text(fact.language)
    .text(fact.channel);
  row.date(fact.finished).flag(fact.complete);
  row
    .flag(fact.asksSatisfaction)
    .flag(fact.satisfied)
    .flag(fact.asksRecommend)
    .small(fact.recommend)
    .real(fact.weight);
}
