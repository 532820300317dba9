import { expect, test } from 'vitest';
import { sum, tallyPlaywright, tallyVitest, verdict } from './tally.mjs';

const vitest = (passed: number, failed: number, testResults: unknown[] = []) =>
  JSON.stringify({
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 2,
    numTodoTests: 1,
    testResults,
  });

const playwright = (stats: Record<string, number>, errors: unknown[] = []) =>
  JSON.stringify({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats }, errors });

test('counts what vitest reports', () => {
  expect(tallyVitest(vitest(5, 1), 1)).toEqual({ passed: 5, failed: 1, skipped: 3 });
});

test('a file that fails before its first test is a failure', () => {
  const files = [
    { status: 'failed', assertionResults: [] },
    { status: 'failed', assertionResults: [{ status: 'failed' }] },
    { status: 'passed', assertionResults: [{ status: 'passed' }] },
  ];
  expect(tallyVitest(vitest(1, 1, files), 1)).toMatchObject({ failed: 2 });
});

test('a bad exit code is a failure, whatever the report says', () => {
  expect(tallyVitest(vitest(5, 0), 1)).toMatchObject({ passed: 5, failed: 1 });
  expect(tallyPlaywright(playwright({ expected: 3 }), 1)).toMatchObject({ passed: 3, failed: 1 });
});

test('no report is a failure, whatever the exit code says', () => {
  expect(tallyVitest(undefined, 0)).toMatchObject({ failed: 1 });
  expect(tallyPlaywright(undefined, 0)).toMatchObject({ failed: 1 });
});

test('flaky is failed, and errors outside of tests count', () => {
  const json = playwright({ expected: 3, unexpected: 1, flaky: 1, skipped: 4 }, [{ message: 'x' }]);
  expect(tallyPlaywright(json, 1)).toEqual({ passed: 3, failed: 3, skipped: 4 });
});

test('the last line is plain', () => {
  expect(verdict({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
  expect(verdict({ passed: 3, failed: 1, skipped: 2 })).toBe('3 passed, 1 failed, 2 skipped');
  expect(
    sum([
      { passed: 1, failed: 2, skipped: 3 },
      { passed: 10, failed: 20, skipped: 30 },
    ]),
  ).toEqual({ passed: 11, failed: 22, skipped: 33 });
});
