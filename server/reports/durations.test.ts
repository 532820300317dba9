import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseDuration } from '../../src/domain/statistics/survival.ts';
import { summariseDurations } from '../../src/domain/statistics/survival.ts';
import type { LocalDate } from '../../src/domain/time/moment.ts';
import type { ComplaintFact, StepState } from './complaint-fact.ts';
import { openDatabase } from './database.ts';
import type { ReportDatabase } from './database.ts';
import { complaintFigures } from './complaint-figures.ts';
import { writeFacts } from './fact-writer.ts';
import { whereOf } from './where.ts';

let dir: string;
let database: ReportDatabase;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'redress-durations-'));
  database = await openDatabase(dir);
});
afterAll(async () => {
  database.close();
  await rm(dir, { recursive: true, force: true });
});

const NOW = Date.UTC(2026, 2, 1, 12);
interface Case {
  readonly branch: string;
  readonly state: StepState;
  readonly hours: number;
  /** hours ago */
  readonly age: number;
}
const caseOf = fc.record<Case>({
  branch: fc.constantFrom('a', 'b'),
  state: fc.constantFrom('done', 'done', 'open', 'ended', 'unknown'),
  hours: fc.integer({ min: 0, max: 20 }),
  age: fc.integer({ min: 0, max: 20 }),
});

const uuid = (at: number): string => `019a0000-0000-7000-8000-${String(at).padStart(12, '0')}`;
function factOf({ branch, state, hours, age }: Case, at: number): ComplaintFact {
  const step = { state, hours: state === 'done' || state === 'ended' ? hours : null };
  return {
    id: uuid(at),
    region: 'r',
    branch,
    categories: [null, null, null, null, null, null],
    channel: 'phone',
    language: null,
    severity: null,
    received: '2026-03-01' as LocalDate,
    receivedMs: NOW - age * 3_600_000,
    receivedIsDate: false,
    closed: false,
    closedOn: null,
    decided: false,
    rejected: false,
    timely: null,
    timelyUnknown: false,
    overdueFrom: null,
    acknowledgement: step,
    closing: step,
  };
}
function expected(cases: readonly Case[]) {
  const known = cases.filter(({ state }) => state !== 'unknown');
  const durations = known.map(({ state, hours, age }): CaseDuration => {
    return { duration: state === 'open' ? age : hours, closed: state === 'done' };
  });
  const { median, p90, closed, open } = summariseDurations(durations);
  return { median, p90, n: closed, open, unknown: cases.length - known.length };
}

describe('times to acknowledge and to close', () => {
  it('are what the domain says, of the whole and of every group', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(caseOf, { minLength: 1, maxLength: 40 }), async (cases) => {
        await database.writer.run('DELETE FROM complaints');
        const facts = { complaints: cases.map(factOf), responses: [], gone: [], seq: null };
        await writeFacts(database.writer, facts, true);
        const where = whereOf('complaints', {}, 'everything');
        const { total, groups } = await complaintFigures(database.reader, where, 'branch', NOW);
        expect(total.toClose).toEqual(expected(cases));
        for (const branch of new Set(cases.map((one) => one.branch))) {
          expect(groups.get(branch)?.toAcknowledge).toEqual(
            expected(cases.filter((one) => one.branch === branch)),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
