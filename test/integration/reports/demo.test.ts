/** The demonstration as it is served: its people, its figures, and what each of them may see of these. */
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  ComplaintsReport,
  OverviewReport,
  SatisfactionReport,
} from '../../../server/contract/reports.ts';
import { demoSignIns } from '../../../server/ops/demo.ts';
import { startServer } from '../../../server/start.ts';
import type { Running } from '../../../server/start.ts';
import { Browser } from '../server/browser.ts';
import { makeHome, mappingFile } from '../import/home.ts';
import type { Home } from '../import/home.ts';
import { csv, row } from '../import/rows.ts';

let home: Home;
let running: Running;
let origin: string;
const browsers = new Map<string, Browser>();
const as = (role: string): Browser => browsers.get(role) ?? new Browser(origin);

beforeAll(async () => {
  home = await makeHome();
  running = await startServer({ ...home.config, demo: true }, pino({ level: 'silent' }));
  origin = running.address.replace('localhost', '127.0.0.1');
  for (const { role, login, password } of demoSignIns) {
    const browser = new Browser(origin);
    const { status } = await browser.signIn(login, password);
    if (status >= 300) throw new Error(`${role} can't sign in: ${status}`);
    browsers.set(role, browser);
  }
  await until(
    async () => (await complaints('manager')).total?.received ?? 0,
    (received) => received > 1000,
  );
});
afterAll(async () => {
  await running.close();
  await home.remove();
});

async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    await new Promise((done) => setTimeout(done, 25));
  }
}
const complaints = async (role: string, query = ''): Promise<ComplaintsReport> =>
  (await as(role).get(`/api/reports/complaints${query}`)).body as ComplaintsReport;
const iso = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('the demonstration', () => {
  it('has figures in each of the last eight weeks', async () => {
    const { body } = await as('manager').get(`/api/reports/overview?from=${iso(-62)}&to=${iso(1)}`);
    const overview = body as OverviewReport;
    const full = overview.weeks.slice(-9, -1);
    expect(full).toHaveLength(8);
    for (const week of full) {
      expect(week.received).toBeGreaterThan(100);
      expect(week.satisfied?.n).toBeGreaterThan(100);
    }
    expect(overview.complaints?.open).toBeGreaterThan(50);
    expect(overview.complaints?.overdue).toBeGreaterThan(10);
    expect(overview.complaints?.toAcknowledge.open).toBeGreaterThan(5);
    expect(overview.satisfaction?.nps.value).toBeGreaterThan(20);
    const both = overview.branches.filter(
      (branch) => branch.complaints !== null && branch.satisfaction !== null,
    );
    expect(both.map(({ branch }) => branch)).toEqual(['CA', 'FL', 'GA', 'IL', 'NY', 'TX', 'WA']);
  });

  it('says whether its records go back to the period before, which else looks like a rise', async () => {
    const wholeOf = async (weeks: number): Promise<unknown> => {
      const query = `from=${iso(1 - 7 * weeks)}&to=${iso(0)}`;
      const { body } = await as('manager').get(`/api/reports/overview?${query}`);
      return (body as OverviewReport).before?.whole;
    };
    expect(await wholeOf(3)).toEqual({ complaints: true, satisfaction: true });
    expect(await wholeOf(8)).toEqual({ complaints: false, satisfaction: false });
  });

  it('covers all products in three regions', async () => {
    expect((await complaints('manager', '?by=region')).groups.map(({ key }) => key)).toEqual([
      'central',
      'east',
      'west',
    ]);
    expect((await complaints('manager', '?by=category')).groups).toHaveLength(11);
  });

  it('shows an analyst no small group, and a manager every one of complaints', async () => {
    const [all, some] = [
      await complaints('manager', '?by=week&branch=NV'),
      await complaints('analyst', '?by=week&branch=NV'),
    ];
    expect(all.groups.every(({ figures }) => figures !== null)).toBe(true);
    expect(some.groups.every(({ figures }) => figures === null)).toBe(true);
  });

  it('shows nothing to whoever reads no reports', async () => {
    for (const role of ['field', 'admin']) {
      const { status, body } = await as(role).get('/api/reports/overview');
      expect([status, body.error.code]).toEqual([403, 'scope.forbidden']);
    }
    expect((await new Browser(origin).get('/api/reports/overview')).status).toBe(401);
  });

  it('answers an unchanged report with 304', async () => {
    const first = await as('manager').get('/api/reports/satisfaction?by=branch');
    const etag = first.headers.get('etag') ?? '';
    const again = await as('manager').get('/api/reports/satisfaction?by=branch', { 'if-none-match': etag });
    expect(again.status).toBe(304);
    const other = await as('manager').get('/api/reports/satisfaction?by=week', { 'if-none-match': etag });
    expect(other.status).toBe(200);
  });

  it('names what is wrong with a question', async () => {
    const { status, body } = await as('manager').get('/api/reports/satisfaction?by=severity&from=2026-02-30');
    expect([status, body.error]).toEqual([
      422,
      { code: 'schema.invalid', fields: [{ field: 'from', rule: 'moment.date' }] },
    ]);
    expect((await as('manager').get('/api/reports/secrets')).status).toBe(404);
  });

  it('counts what an import brings within two seconds, in the regions of the reader only', async () => {
    const before = (await complaints('manager')).total?.received ?? 0;
    const file = await home.file(
      'in.csv',
      csv(row({ id: '1' }), row({ id: '2', state: 'PW' }), row({ id: '3' })),
    );
    const args = [
      'complaints',
      file,
      '--mapping',
      mappingFile('cfpb-complaints.json'),
      '--data',
      home.config.dataDir,
    ];
    expect((await home.run('ops/import-main.ts', args)).code).toBe(0);
    const since = performance.now();
    const { total } = await until(
      () => complaints('manager'),
      (report) => (report.total?.received ?? 0) >= before + 2,
    );
    expect(performance.now() - since).toBeLessThan(2000);
    expect(total?.received).toBe(before + 2);
  });

  it('makes its figures anew on the running server', async () => {
    const before = (await as('manager').get('/api/reports/satisfaction?by=branch'))
      .body as SatisfactionReport;
    const { code } = await home.run('reports/rebuild-main.ts', ['--data', home.config.dataDir]);
    expect(code).toBe(0);
    const after = (await as('manager').get('/api/reports/satisfaction?by=branch')).body as SatisfactionReport;
    expect({ ...after, asOf: 0 }).toEqual({ ...before, asOf: 0 });
  });

  it('says which devices have sent what', async () => {
    const { body } = await as('manager').get('/api/completeness');
    expect(body).toMatchObject({
      missing: 0,
      devices: [{ label: 'Front desk', kind: 'kiosk', branch: 'CA', received: 0 }],
    });
  });
});
