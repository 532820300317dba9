import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportResult } from '../../../server/ops/import/import-file.ts';
import { startServer } from '../../../server/start.ts';
import { completeness } from '../../../server/sync/completeness.ts';
import type { ComplaintDoc } from '../../../src/domain/complaint.ts';
import { killWhen, makeHome, mappingFile, root } from './home.ts';
import type { Home } from './home.ts';
import { csv, row } from './rows.ts';

const sample = join(root, 'test', 'fixtures', 'complaints.csv');
const rows = parse<Record<string, string>>(readFileSync(sample), { columns: true });
const IMPORT = 'ops/import-main.ts';

let home: Home;
beforeEach(async () => {
  home = await makeHome();
});
afterEach(() => home.remove());

const argsFor = (file: string, ...more: readonly string[]): string[] => [
  'complaints',
  file,
  '--mapping',
  mappingFile('cfpb-complaints.json'),
  '--data',
  home.config.dataDir,
  ...more,
];
const resultOf = (out: string): ImportResult => JSON.parse(out) as ImportResult;

/** How many complaints there are, and whether each has all its events and the source's chain no gap. */
async function stored(): Promise<{ count: number; whole: boolean; missing: number; flags: string[] }> {
  const inside = await home.open();
  try {
    const { data } = inside.context.stores;
    const docs = await data.range({ from: 'complaint:', to: 'complaint:~', includeDocs: true });
    const complaints = docs as unknown as ComplaintDoc[];
    const events = await data.range({ from: 'event:', to: 'event:~' });
    const logged = complaints.reduce((sum, { log }) => sum + log.length, 0);
    return {
      count: complaints.length,
      whole:
        complaints.every(({ acknowledged, step }) => acknowledged !== null && step !== 'received') &&
        logged === events.length,
      missing: (await completeness(inside.context)).missing,
      flags: complaints.flatMap(({ log }) => log.flatMap(({ event }) => event.admitted?.flags ?? [])),
    };
  } finally {
    await inside.close();
  }
}

describe('npm run import', () => {
  it('goes on where a killed process ended, and nothing goes in twice', async () => {
    for (const kill of [1, 2]) {
      const before = await home.storedBytes();
      const enough = async () => (await home.storedBytes()) > before + 1_500_000;
      expect(await killWhen(home.start(IMPORT, argsFor(sample)), enough)).toBe(true);
      const { count } = await stored();
      expect(count, `after kill ${kill}`).toBeGreaterThan(0);
      expect(count, `after kill ${kill}`).toBeLessThan(rows.length);
    }
    const { code, out } = await home.run(IMPORT, argsFor(sample));
    expect(code).toBe(0);
    expect(resultOf(out)).toMatchObject({ ok: true, rows: rows.length, refused: 0 });
    expect(await stored()).toEqual({ count: rows.length, whole: true, missing: 0, flags: [] });
    expect(resultOf((await home.run(IMPORT, argsFor(sample))).out)).toMatchObject({
      added: 0,
      updated: 0,
      already: rows.length,
    });
  });

  it('writes every refused row into a report', async () => {
    const file = await home.file(
      'in.csv',
      csv(row({ id: '1' }), row({ id: '2', state: 'ZZ' }), row({ id: '1' })),
    );
    const report = join(home.dir, 'report.jsonl');
    const { code, out } = await home.run(IMPORT, argsFor(file, '--report', report));
    expect(code).toBe(0);
    expect(resultOf(out)).toMatchObject({ added: 1, refused: 2 });
    const lines = readFileSync(report, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { line: 3, field: 'State', rule: 'branch.unknown', value: 'ZZ' },
      { line: 4, field: 'Complaint ID', rule: 'external.duplicate', value: '1 (line 2)' },
    ]);
  });

  it('names refused rows on the terminal when there is no report', async () => {
    const file = await home.file('in.csv', csv(row({ id: '2', state: 'ZZ' })));
    const { err } = await home.run(IMPORT, argsFor(file));
    expect(err).toContain('line 2, State: branch.unknown (ZZ)');
  });

  it('says what is wrong with how it was asked', async () => {
    const file = await home.file('in.csv', csv(row({ id: '1' })));
    const bad = await home.file('bad.json', '{"kind":"complaints","v":1}');
    expect(await home.run(IMPORT, ['complaints', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--mapping'),
    });
    expect(await home.run(IMPORT, ['complaints', file, '--mapping', bad])).toMatchObject({
      code: 2,
      err: expect.stringContaining('source: required'),
    });
    expect(await home.run(IMPORT, argsFor(join(home.dir, 'absent.csv')))).toMatchObject({
      code: 1,
      err: expect.stringContaining('absent.csv'),
    });
    const responses = ['responses', file, '--mapping', mappingFile('cfpb-complaints.json')];
    expect(await home.run(IMPORT, responses)).toMatchObject({
      code: 2,
      err: expect.stringContaining('for complaints'),
    });
    expect(await home.run(IMPORT, ['--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('--dry-run'),
    });
  });

  it('imports through a running server, which counts it at once', async () => {
    const running = await startServer(home.config, pino({ level: 'silent' }));
    try {
      const file = await home.file(
        'in.csv',
        csv(row({ id: '1' }), row({ id: '2', state: 'CA' }), row({ id: '3', state: 'ZZ' })),
      );
      const { code, out, err } = await home.run(IMPORT, argsFor(file));
      expect(code).toBe(0);
      expect(resultOf(out)).toMatchObject({ ok: true, added: 2, refused: 1 });
      expect(err).toContain('line 4, State: branch.unknown');
      const report = await home.run('reports/report-main.ts', [
        'complaints',
        '--by',
        'branch',
        '--data',
        home.config.dataDir,
      ]);
      expect(JSON.parse(report.out)).toMatchObject({
        total: { received: 2 },
        groups: [
          { key: 'CA', figures: { received: 1 } },
          { key: 'TX', figures: { received: 1 } },
        ],
      });
    } finally {
      await running.close();
    }
  });
});
