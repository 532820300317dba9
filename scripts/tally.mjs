/**
 * Adding up what the test runners report. A run that ended badly without saying which test failed counts as one
 * failure: no way of failing may end as a good number.
 */

/** @typedef {{ passed: number, failed: number, skipped: number }} Tally */

/** @param {readonly Tally[]} tallies @returns {Tally} */
export function sum(tallies) {
  return tallies.reduce(
    (all, one) => ({
      passed: all.passed + one.passed,
      failed: all.failed + one.failed,
      skipped: all.skipped + one.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** @param {Tally} tally @param {number} code exit code of the runner @returns {Tally} */
function honest(tally, code) {
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/**
 * @param {string | undefined} json of vitest's json reporter
 * @param {number} code exit code
 * @returns {Tally}
 */
export function tallyVitest(json, code) {
  if (json === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const report = /** @type {{
    numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number,
    testResults: Array<{ status: string, assertionResults: Array<{ status: string }> }>
  }} */ (JSON.parse(json));
  // A file that fails while it loads, or in a hook, has no failed test of its own.
  const files = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  const tally = {
    passed: report.numPassedTests,
    failed: report.numFailedTests + files.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  return honest(tally, code);
}

/**
 * @param {string | undefined} json of Playwright's json reporter
 * @param {number} code exit code
 * @returns {Tally}
 */
export function tallyPlaywright(json, code) {
  if (json === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const { stats, errors } = /** @type {{
    stats: { expected: number, unexpected: number, flaky: number, skipped: number }, errors: unknown[]
  }} */ (JSON.parse(json));
  // Flaky is failed once: there are no retries that could make it pass.
  const failed = stats.unexpected + stats.flaky;
  return honest({ passed: stats.expected, failed: failed + errors.length, skipped: stats.skipped }, code);
}

/** @param {Tally} tally @returns {string} the last line of a test run */
export function verdict({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
