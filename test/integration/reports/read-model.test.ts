/** The read model against a real store: kept in step, never counted twice, thrown away when it must be. */
import { randomBytes } from 'node:crypto';
import { copyFile, writeFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ComplaintFigures, SatisfactionFigures } from '../../../server/contract/reports.ts';
import type { Inside } from '../../../server/inside.ts';
import { importFile } from '../../../server/ops/import/import-file.ts';
import { mapping } from '../../../server/ops/import/mapping.ts';
import { reportFile } from '../../../server/reports/database.ts';
import { operator } from '../../../server/reports/reader.ts';
import type { Reports } from '../../../server/reports/reports.ts';
import { startReports } from '../../../server/reports/reports.ts';
import { makeHome, mappingFile } from '../import/home.ts';
import type { Home } from '../import/home.ts';
import { csv, row } from '../import/rows.ts';

const load = (name: string) => v.parse(mapping, JSON.parse(readFileSync(mappingFile(name), 'utf8')));

let home: Home;
let inside: Inside;
let reports: Reports;
beforeEach(async () => {
  home = await makeHome();
  inside = await home.open();
  reports = await startReports(inside.context);
});
afterEach(async () => {
  await reports.close();
  await inside.close();
  await home.remove();
});

async function store(name: string, content: string): Promise<void> {
  const result = await importFile(inside.cases, {
    mapping: load(name),
    bytes: Readable.from([Buffer.from(content)]),
    dryRun: false,
    onRefused: ({ rule }) => expect.fail(rule),
    onProgress: () => undefined,
  });
  expect(result.ok).toBe(true);
}
async function take(name: string, content: string): Promise<void> {
  await store(name, content);
  await reports.caughtUp();
}
const complaints = (...lines: readonly string[]): Promise<void> =>
  take('cfpb-complaints.json', csv(...lines));
const figures = async (query = {}): Promise<ComplaintFigures> => {
  const { total } = await reports.complaints(query, operator);
  if (total === null) throw new Error('hidden from nobody');
  return total;
};

describe('the read model', () => {
  it('replaces the facts of a complaint that changes', async () => {
    await complaints(row({ id: '1', response: 'In progress' }), row({ id: '2' }));
    expect(await figures()).toMatchObject({ received: 2, open: 1, closed: 1 });
    await complaints(row({ id: '1' }));
    expect(await figures()).toMatchObject({ received: 2, open: 0, closed: 2 });
  });

  it('tells of new figures, and says how old they are', async () => {
    let told = 0;
    const stop = reports.onFigures(() => void (told += 1));
    const version = reports.version();
    await complaints(row({ id: '1' }));
    expect(told).toBeGreaterThan(0);
    expect(reports.version()).toBeGreaterThan(version);
    expect(Date.now() - reports.asOf()).toBeLessThan(1000);
    stop();
    const before = told;
    await complaints(row({ id: '2' }));
    expect(told).toBe(before);
  });

  it('begins where it ended, and after a restart counts nothing twice', async () => {
    await complaints(row({ id: '1' }), row({ id: '2' }));
    await reports.close();
    await store('cfpb-complaints.json', csv(row({ id: '3' })));
    reports = await startReports(inside.context);
    await reports.caughtUp();
    expect((await figures()).received).toBe(3);
  });

  it('makes itself anew from a damaged file', async () => {
    await complaints(row({ id: '1' }));
    await reports.close();
    await writeFile(reportFile(home.config.dataDir), randomBytes(20_000));
    reports = await startReports(inside.context);
    await reports.caughtUp();
    expect((await figures()).received).toBe(1);
  });

  it('forgets the facts of another store', async () => {
    await complaints(row({ id: '1' }), row({ id: '2' }));
    await reports.close();
    const other = await makeHome();
    const elsewhere = await other.open();
    await copyFile(reportFile(home.config.dataDir), reportFile(other.config.dataDir));
    const theirs = await startReports(elsewhere.context);
    await theirs.caughtUp();
    expect((await theirs.complaints({}, operator)).total?.received).toBe(0);
    await theirs.close();
    await elsewhere.close();
    await other.remove();
    reports = await startReports(inside.context);
    await reports.caughtUp();
    expect((await figures()).received).toBe(2);
  });

  it('takes what a deleted document said out of the figures', async () => {
    await complaints(row({ id: '1' }), row({ id: '2' }));
    const { data } = inside.context.stores;
    const [doc] = await data.range({ from: 'complaint:', to: 'complaint:~', limit: 1 });
    await data.write([{ _id: doc?._id ?? '', _rev: doc?._rev, _deleted: true }]);
    await reports.caughtUp();
    expect((await figures()).received).toBe(1);
  });

  it('gives an instant the date of its region, and another when the region’s clock is corrected', async () => {
    const { registry, data } = inside.context.stores;
    await complaints(row({ id: '1' }));
    const [doc] = await data.range({ from: 'complaint:', to: 'complaint:~', includeDocs: true });
    await data.write([{ ...doc, _id: doc?._id ?? '', received: '2015-03-03T03:00:00.000Z' }]);
    await reports.caughtUp();
    expect((await figures({ from: '2015-03-02', to: '2015-03-02' })).received).toBe(1);
    const region = await registry.get('region:south');
    const calendar = { ...(region?.['calendar'] as object), timeZone: 'Asia/Tbilisi' };
    await registry.write([{ ...region, _id: 'region:south', calendar }]);
    for (;;) {
      await reports.caughtUp();
      if ((await figures({ from: '2015-03-03', to: '2015-03-03' })).received === 1) break;
    }
    expect((await figures({ from: '2015-03-02', to: '2015-03-02' })).received).toBe(0);
  });

  it('understands answers once the survey is there that they are answers to', async () => {
    const header = readFileSync(mappingFile('../../../test/fixtures/responses.csv'), 'utf8')
      .split('\n')
      .slice(0, 30)
      .join('\n');
    await take('sfo-survey-2017.json', `${header}\n`);
    const satisfied = async (): Promise<SatisfactionFigures | null> =>
      (await reports.satisfaction({}, operator)).total;
    expect((await satisfied())?.satisfied.n).toBeGreaterThan(20);
    const { registry } = inside.context.stores;
    const survey = await registry.get('survey:sfo-2017:1');
    await reports.close();
    await registry.write([{ _id: 'survey:sfo-2017:1', _rev: survey?._rev, _deleted: true }]);
    reports = await startReports(inside.context);
    await reports.rebuild();
    expect(await satisfied()).toMatchObject({ responses: 29, satisfied: { n: 0, unknown: 0 } });
    await registry.write([{ _id: 'survey:sfo-2017:1', type: 'survey', v: 1, survey: survey?.['survey'] }]);
    for (;;) {
      await reports.caughtUp();
      if (((await satisfied())?.satisfied.n ?? 0) > 20) break;
    }
  });

  it('tells the time to close with open cases as not closed yet', async () => {
    const { data } = inside.context.stores;
    await complaints(...['1', '2', '3', '4'].map((id) => row({ id, response: 'In progress' })));
    const docs = await data.range({ from: 'complaint:', to: 'complaint:~', includeDocs: true });
    const closed = docs.slice(0, 3).map((doc, at) => ({
      ...doc,
      closed: { reason: 'accepted', on: ['2015-03-03', '2015-03-04', '2015-03-06'][at], timely: null },
    }));
    await data.write(closed);
    await reports.caughtUp();
    // closed after 1, 2 and 4 days, one still open: half are closed after 2 days, nine in ten are not
    expect((await figures()).toClose).toEqual({ median: 48, p90: null, n: 3, open: 1, unknown: 0 });
  });
});
