/**
 * All of the real data through the product's own commands, and figures that this file counts for itself, from the CSV
 * files and by another reader of CSV.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ComplaintFigures,
  ComplaintsReport,
  OverviewReport,
  SatisfactionFigures,
  SatisfactionReport,
} from '../../../server/contract/reports.ts';
import type { ImportResult } from '../../../server/ops/import/import-file.ts';
import { bytesOf, killWhen, makeHome, mappingFile, root } from '../import/home.ts';
import type { Home } from '../import/home.ts';

type Row = Readonly<Record<string, string>>;
const data = join(root, '..', 'shared', 'data');
const complaintsFile = join(data, 'cfpb-complaints-2015q1.csv');
const responsesFile = join(data, 'sfo-customer-survey-2017.csv');
const read = (file: string): Row[] => parse<Row>(readFileSync(file), { columns: true });
const complaints = read(complaintsFile);
const responses = read(responsesFile);

const REPORT = 'reports/report-main.ts';
/** Milliseconds; alone on two cores it takes a minute and a half. */
const HANGS = 30 * 60_000;
let home: Home;
const imported: Record<string, ImportResult> = {};

async function importAll(): Promise<Record<'complaints' | 'responses', ImportResult>> {
  const one = async (kind: string, file: string, mapping: string): Promise<ImportResult> => {
    const args = [kind, file, '--mapping', mappingFile(mapping), '--data', home.config.dataDir];
    const { code, out, err } = await home.run('ops/import-main.ts', args);
    if (code !== 0) throw new Error(`${kind}: ${err}`);
    return JSON.parse(out) as ImportResult;
  };
  return {
    complaints: await one('complaints', complaintsFile, 'cfpb-complaints.json'),
    responses: await one('responses', responsesFile, 'sfo-survey-2017.json'),
  };
}
async function report<R>(...args: readonly string[]): Promise<R> {
  const { code, out, err } = await home.run(REPORT, [...args, '--data', home.config.dataDir]);
  if (code !== 0) throw new Error(err);
  return JSON.parse(out) as R;
}

/** The commonest way to count: how many rows have each value. */
function countBy(rows: readonly Row[], of: (row: Row) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(of(row), (counts.get(of(row)) ?? 0) + 1);
  return counts;
}
const slug = (text: string): string => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
const received = ({ groups }: ComplaintsReport): Map<string | null, number | undefined> =>
  new Map(groups.map(({ key, figures }) => [key, figures?.received]));
const shareOf = (rows: readonly Row[], column: string, wanted: readonly string[]): number =>
  rows.filter((row) => wanted.includes(row[column] ?? '')).length / rows.length;

beforeAll(async () => {
  home = await makeHome();
  Object.assign(imported, await importAll());
}, HANGS);
afterAll(() => home.remove());

describe('the real data', () => {
  it('goes in whole', () => {
    expect(complaints).toHaveLength(28_156);
    expect(responses).toHaveLength(2_831);
    expect(imported['complaints']).toMatchObject({ rows: 28_156, added: 28_156, refused: 0 });
    expect(imported['responses']).toMatchObject({ rows: 2_831, added: 2_831, refused: 0 });
  });

  it('survives that the process that first reads it is killed, again and again', async () => {
    const written = () => bytesOf(home.config.dataDir, 'reports.duckdb');
    for (const kill of [1, 2, 3]) {
      const before = await written();
      const command = home.start(REPORT, ['complaints', '--data', home.config.dataDir]);
      const killed = await killWhen(command, async () => (await written()) > before + 100_000);
      expect(killed, `kill ${kill}`).toBe(true);
    }
    const { total } = await report<ComplaintsReport>('complaints');
    expect(total?.received).toBe(complaints.length);
  });

  it('adds nothing the second time', async () => {
    const again = await importAll();
    expect(again.complaints).toMatchObject({
      rows: 28_156,
      added: 0,
      updated: 0,
      already: 28_156,
      refused: 0,
    });
    expect(again.responses).toMatchObject({ rows: 2_831, added: 0, already: 2_831, refused: 0 });
    expect((await report<ComplaintsReport>('complaints')).total?.received).toBe(28_156);
    expect((await report<SatisfactionReport>('satisfaction')).total?.responses).toBe(2_831);
  });
});

describe('reports of complaints', () => {
  it('count by product as the file does', async () => {
    const counted = countBy(complaints, (row) => slug(row['Product'] ?? ''));
    expect(received(await report('complaints', '--by', 'category'))).toEqual(counted);
  });

  it('count by state as the file does', async () => {
    const counted = countBy(complaints, (row) => row['State'] || 'unassigned');
    expect(counted.size).toBe(60);
    expect(received(await report('complaints', '--by', 'branch'))).toEqual(counted);
  });

  it('count by month and in a period as the file does', async () => {
    const month = (row: Row): string => {
      const [m = '', , y = ''] = (row['Date received'] ?? '').split('/');
      return `${y}-${m.padStart(2, '0')}`;
    };
    expect(received(await report('complaints', '--by', 'month'))).toEqual(countBy(complaints, month));
    const february = await report<ComplaintsReport>(
      'complaints',
      '--from',
      '2015-02-01',
      '--to',
      '2015-02-28',
    );
    expect(february.total?.received).toBe(complaints.filter((row) => month(row) === '2015-02').length);
  });

  it('count below a category', async () => {
    const mortgages = complaints.filter((row) => row['Product'] === 'Mortgage');
    const counted = countBy(mortgages, (row) =>
      `mortgage.${slug(row['Sub-product'] ?? '')}`.replace(/-$/, ''),
    );
    expect(received(await report('complaints', '--category', 'mortgage', '--by', 'category'))).toEqual(
      counted,
    );
  });

  it('take "timely" from the file', async () => {
    const { total } = await report<{ total: ComplaintFigures }>('complaints');
    expect(total.timely.value).toBeCloseTo(shareOf(complaints, 'Timely response?', ['Yes']), 12);
    expect(total.timely).toMatchObject({ n: 28_156, unknown: 0 });
    const debts = complaints.filter((row) => row['Product'] === 'Debt collection' && row['State'] === 'CA');
    const some = await report<{ total: ComplaintFigures }>(
      'complaints',
      '--category',
      'debt-collection',
      '--branch',
      'CA',
    );
    expect(some.total.timely.value).toBeCloseTo(shareOf(debts, 'Timely response?', ['Yes']), 12);
  });

  it('know what is open, what was rejected, and that nobody knows when the others were closed', async () => {
    const { total } = await report<{ total: ComplaintFigures }>('complaints');
    const open = complaints.filter((row) => row['Company response'] === 'In progress').length;
    expect(total).toMatchObject({
      open,
      closed: complaints.length - open,
      rejected: complaints.filter((row) => row['Consumer disputed?'] === 'Yes').length,
      toClose: { median: null, p90: null, n: 0, open, unknown: complaints.length - open },
    });
  });

  it('tell the days to acknowledgement', async () => {
    const day = (text = ''): number => {
      const [m = 0, d = 0, y = 0] = text.split('/').map(Number);
      return Date.UTC(y, m - 1, d) / 86_400_000;
    };
    const days = complaints
      .map((row) => day(row['Date sent to company']) - day(row['Date received']))
      .sort((a, b) => a - b);
    // all are known, so the estimate is the plain quantile: the first by which so many are acknowledged
    const quantile = (p: number): number => (days[Math.ceil(days.length * p) - 1] ?? Number.NaN) * 24;
    const { total } = await report<{ total: ComplaintFigures }>('complaints');
    expect(total.toAcknowledge).toEqual({
      median: quantile(0.5),
      p90: quantile(0.9),
      n: 28_156,
      open: 0,
      unknown: 0,
    });
  });
});

describe('reports of satisfaction', () => {
  const scores = responses.flatMap(({ NETPRO = '' }) =>
    NETPRO === '' || NETPRO === '11' ? [] : [Number(NETPRO)],
  );
  const promoters = scores.filter((score) => score >= 9).length / scores.length;
  const detractors = scores.filter((score) => score <= 6).length / scores.length;

  it('give the NPS with its interval, 11 and nothing left out', async () => {
    const { total } = await report<{ total: SatisfactionFigures }>('satisfaction');
    const error = Math.sqrt((promoters + detractors - (promoters - detractors) ** 2) / scores.length);
    expect(total.nps.value).toBeCloseTo(100 * (promoters - detractors), 9);
    expect(total.nps.value).toBeCloseTo(39.8, 1);
    expect(total.nps.low).toBeCloseTo(100 * (promoters - detractors - 1.96 * error), 2);
    expect(total.nps.high).toBeCloseTo(100 * (promoters - detractors + 1.96 * error), 2);
    expect(total.nps).toMatchObject({ n: scores.length, unknown: responses.length - scores.length });
  });

  it('give the share satisfied, "never used" and "not answered" left out', async () => {
    const rated = responses.filter(({ Q7ALL = '' }) => /^[1-5]$/.test(Q7ALL));
    const { total } = await report<{ total: SatisfactionFigures }>('satisfaction');
    expect(total.satisfied.value).toBeCloseTo(shareOf(rated, 'Q7ALL', ['4', '5']), 12);
    expect(total.satisfied).toMatchObject({ n: rated.length, unknown: responses.length - rated.length });
    const wrong = shareOf(responses, 'Q7ALL', ['4', '5']);
    expect(Math.abs((total.satisfied.value ?? 0) - wrong)).toBeGreaterThan(0.03);
  });

  it('give them by boarding area and by language', async () => {
    const { groups } = await report<SatisfactionReport>('satisfaction', '--by', 'branch');
    expect(groups.map(({ key }) => key)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G']);
    for (const { key, figures } of groups) {
      const rated = responses.filter((row) => row['BAREA'] === key && /^[1-5]$/.test(row['Q7ALL'] ?? ''));
      expect(figures?.satisfied.value).toBeCloseTo(shareOf(rated, 'Q7ALL', ['4', '5']), 12);
    }
    const languages = await report<SatisfactionReport>('satisfaction', '--by', 'language');
    // five answered in Japanese: too few to be shown, and the next smallest group would give them away
    expect(languages.groups.map(({ key, figures }) => [key, figures?.responses ?? null])).toEqual([
      ['en', 2656],
      ['es', null],
      ['ja', null],
      ['zh', 124],
    ]);
  });

  it('stand in the overview with the complaints', async () => {
    const overview = await report<OverviewReport>('overview', '--from', '2015-02-02', '--to', '2015-03-01');
    expect(overview.weeks.map(({ week }) => week)).toEqual([
      '2015-02-02',
      '2015-02-09',
      '2015-02-16',
      '2015-02-23',
    ]);
    expect(overview.complaints?.received).toBe(
      overview.weeks.reduce((sum, week) => sum + (week.received ?? 0), 0),
    );
    const before = await report<ComplaintsReport>('complaints', '--from', '2015-01-05', '--to', '2015-02-01');
    expect(overview.before?.complaints).toEqual(before.total);
    expect(overview.satisfaction?.responses).toBe(0);
    expect(overview.completeness).toMatchObject({ missing: 0, quarantined: 0 });
  });
});
