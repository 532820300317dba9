/** Importing one file: row by row into batches, whatever the file is like. */
import { admitBatch } from '../../sync/admit.ts';
import type { Cases } from '../../cases/cases.ts';
import { Categories } from './categories.ts';
import { importComplaints } from './complaint-batch.ts';
import type { BatchCounts } from './complaint-batch.ts';
import { readComplaint } from './complaint-row.ts';
import { csvDefaults, csvRecords } from './csv.ts';
import { KnownRecords } from './known-records.ts';
import { columnsOf } from './mapping.ts';
import type { Mapping } from './mapping.ts';
import { placesOf, policyOf, publishSurvey, readCategories } from './registry.ts';
import { importResponses } from './response-batch.ts';
import { readResponse } from './response-row.ts';
import { headerOf, shortened } from './row.ts';
import type { Refusal, Row, RowResult } from './row.ts';
import { sniff } from './sniff.ts';
import type { FileProblem } from './sniff.ts';
import { openSource } from './source.ts';
import type { SignedDoc } from './source.ts';

export interface ImportRequest {
  readonly mapping: Mapping;
  readonly bytes: AsyncIterable<Uint8Array>;
  /** reads and checks everything, writes nothing */
  readonly dryRun: boolean;
  readonly onRefused: (refusal: Refusal) => void;
  readonly onProgress: (progress: ImportProgress) => void;
}
export interface ImportProgress extends BatchCounts {
  /** rows read so far, the header and blank lines apart */
  readonly rows: number;
  readonly refused: number;
}
export type ImportResult =
  | (ImportProgress & {
      readonly ok: true;
      readonly source: string;
      readonly kind: Mapping['kind'];
      readonly dryRun: boolean;
      /** made, or to be made, of reference data */
      readonly made: { readonly regions: number; readonly branches: number; readonly categories: number };
    })
  | {
      readonly ok: false;
      /** `file.columns`: it lacks columns that the mapping reads, or has them twice */
      readonly code: FileProblem | 'file.columns' | 'file.header' | 'survey.differs';
      readonly columns?: readonly string[];
    };

/** Rows at a time: about 500 signed items of either kind. */
const BATCH = { complaints: 125, responses: 500 } as const;

interface Reader<P> {
  readonly read: (row: Row) => RowResult<P>;
  readonly store: (batch: readonly P[]) => Promise<BatchCounts>;
  readonly size: number;
}

function admitting(cases: Cases, source: string) {
  return async (items: readonly SignedDoc[]): Promise<void> => {
    const verdicts = await admitBatch(cases, { via: `import:${source}` }, items);
    const wrong = verdicts.find((one) => !('ok' in one) || one.quarantined !== undefined);
    if (wrong !== undefined)
      throw new Error(`admission of ${wrong.id}: ${'ok' in wrong ? wrong.quarantined : wrong.reason}`);
  };
}

/** Reads a file and stores what is new in it. Throws a StoreError when the store fails; a repetition goes on. */
export async function importFile(cases: Cases, request: ImportRequest): Promise<ImportResult> {
  return cases.mutex.run(`import:${request.mapping.source}`, () => importAlone(cases, request));
}

async function importAlone(cases: Cases, request: ImportRequest): Promise<ImportResult> {
  const { mapping, dryRun } = request;
  const { source, label } = mapping;
  const { stores, now } = cases.context;
  const checked = await sniff(request.bytes);
  if (!checked.ok) return checked;
  const rows = rowsOf(checked.bytes, mapping, request.onRefused);
  const header = await rows.next();
  if (header.done === true) return header.value;

  if (mapping.kind === 'responses' && !(await publishSurvey(cases, mapping.survey, dryRun))) {
    return { ok: false, code: 'survey.differs' };
  }
  const { places, ...made } = await placesOf(cases, mapping, dryRun);
  const policy = await policyOf(cases, dryRun);
  const known = await KnownRecords.open(stores.accounts, source, mapping.kind);
  const device = dryRun ? null : await openSource(cases.context, source, label, admitting(cases, source));
  const categories = new Categories(await readCategories(cases));
  const rowContext = { places, policy, now: now() };
  const progress =
    mapping.kind === 'complaints'
      ? await run(rows, request, {
          read: (row) => readComplaint(row, mapping, rowContext),
          store: (batch) => importComplaints({ cases, source, known, categories }, device, batch),
          size: BATCH.complaints,
        })
      : await run(rows, request, {
          read: (row) => readResponse(row, mapping, rowContext),
          store: (batch) => importResponses({ cases, source, known }, device, batch),
          size: BATCH.responses,
        });
  return {
    ok: true,
    source,
    kind: mapping.kind,
    dryRun,
    ...progress,
    made: { ...made, categories: categories.added },
  };
}

type NumberedRow =
  | { readonly line: number; readonly row: Row }
  | { readonly line: number; readonly row: null };
type Rows = AsyncGenerator<NumberedRow, Extract<ImportResult, { ok: false }>>;

/** The header first (as a row that is null), then the rows; those that can't be read are refused and come as null. */
async function* rowsOf(
  bytes: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  onRefused: (refusal: Refusal) => void,
): Rows {
  const records = csvRecords(bytes, {
    ...csvDefaults,
    delimiter: mapping.delimiter ?? csvDefaults.delimiter,
  });
  const first = await records.next();
  if (first.done === true) return { ok: false, code: 'file.empty' };
  if (!first.value.ok) return { ok: false, code: 'file.header' };
  const width = first.value.fields.length;
  const header = headerOf(first.value.fields, columnsOf(mapping));
  if (!header.ok) return { ok: false, code: 'file.columns', columns: [...header.missing, ...header.twice] };
  yield { line: first.value.line, row: null };
  let fits = true;
  for (;;) {
    const { done, value: record } = await records.next(fits);
    if (done === true) return { ok: false, code: 'file.empty' };
    fits = !record.ok || record.fields.length === width;
    if (record.ok && fits) {
      yield { line: record.line, row: header.rowOf(record.fields) };
      continue;
    }
    const { line } = record;
    if (!record.ok) onRefused({ line, field: null, rule: record.rule, value: shortened(record.value) });
    else onRefused({ line, field: null, rule: 'row.columns', value: `${record.fields.length} ≠ ${width}` });
    yield { line, row: null };
  }
}

async function run<P extends { readonly external: string }>(
  rows: Rows,
  { mapping, onRefused, onProgress }: ImportRequest,
  { read, store, size }: Reader<P>,
): Promise<ImportProgress> {
  const counts = { rows: 0, added: 0, updated: 0, already: 0, refused: 0 };
  const lineOf = new Map<string, number>();
  let batch: P[] = [];
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const stored = await store(batch);
    batch = [];
    counts.added += stored.added;
    counts.updated += stored.updated;
    counts.already += stored.already;
    onProgress({ ...counts });
  };
  const refuse = (refusal: Refusal): void => {
    counts.refused += 1;
    onRefused(refusal);
  };
  for (let next = await rows.next(); next.done !== true; next = await rows.next()) {
    const { line, row } = next.value;
    counts.rows += 1;
    if (row === null) {
      counts.refused += 1;
      continue;
    }
    const planned = read(row);
    if (!planned.ok) {
      refuse({ line, field: planned.field, rule: planned.rule, value: shortened(planned.value) });
      continue;
    }
    const { external } = planned.value;
    if (lineOf.has(external)) {
      const value = `${shortened(external)} (line ${lineOf.get(external)})`;
      refuse({ line, field: mapping.external, rule: 'external.duplicate', value });
      continue;
    }
    lineOf.set(external, line);
    batch.push(planned.value);
    if (batch.length >= size) await flush();
  }
  await flush();
  return counts;
}
