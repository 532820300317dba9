/**
 * `npm test [-- check|unit|integration|e2e … [what the runner takes]]`: installs what is missing, the browser
 * included, and runs everything, on to the end even when a part fails. The last line is `N passed, N failed`.
 *
 * `npm test -- e2e kiosk` runs the end-to-end tests of files with "kiosk" in their names: what follows the names of
 * parts goes to vitest or Playwright.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from './build.mjs';
import { check } from './check.mjs';
import { installChromium } from './chromium.mjs';
import { install, nodeIsNewEnough } from './install.mjs';
import { alone } from './lock.mjs';
import { endTogether, endWithNpm, root, runInstalled, say, seconds } from './process.mjs';
import { sum, tallyPlaywright, tallyVitest, verdict } from './tally.mjs';

/** @typedef {import('./tally.mjs').Tally} Tally */

const PARTS = ['check', 'unit', 'integration', 'e2e'];

/** @param {boolean} ok @returns {Tally} */
const step = (ok) => ({ passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });

/**
 * @param {string} part
 * @param {(report: string) => Promise<import('./process.mjs').Outcome>} start given where its report shall go
 * @param {(json: string | undefined, code: number) => Tally} count
 */
async function runner(part, start, count) {
  const report = join(root, '.cache', 'test', `${part}.json`);
  mkdirSync(dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const { code, output } = await start(report);
  if (output !== '') say(output);
  return count(existsSync(report) ? readFileSync(report, 'utf8') : undefined, code);
}

/** @param {string} project @param {readonly string[]} rest @returns {Promise<Tally>} */
function vitest(project, rest) {
  const start = (/** @type {string} */ report) =>
    runInstalled(
      'vitest/vitest.mjs',
      [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
        ...rest,
      ],
      { show: true },
    );
  return runner(project, start, tallyVitest);
}

/** @param {readonly string[]} rest @returns {Promise<Tally>} */
function playwright(rest) {
  const start = (/** @type {string} */ report) =>
    runInstalled('@playwright/test/cli.js', ['test', ...rest], {
      show: true,
      env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    });
  return runner('e2e', start, tallyPlaywright);
}

/** @param {readonly string[]} parts @param {readonly string[]} rest @returns {Promise<Tally>} */
async function runParts(parts, rest) {
  if (!nodeIsNewEnough() || !(await alone(install))) return step(false);
  /** @type {Array<[string, boolean, () => Promise<Tally>]>} */
  const stages = [
    ['browser', parts.includes('e2e'), async () => step(await alone(installChromium))],
    [
      'check',
      parts.includes('check'),
      async () => {
        const { passed, failed } = await check();
        return { passed, failed: failed.length, skipped: 0 };
      },
    ],
    ['build', parts.includes('integration') || parts.includes('e2e'), async () => step(await build())],
    ['unit', parts.includes('unit'), () => vitest('unit', rest)],
    ['integration', parts.includes('integration'), () => vitest('integration', rest)],
    ['e2e', parts.includes('e2e'), () => playwright(rest)],
  ];
  /** @type {Array<[string, Tally, string]>} */
  const done = [];
  for (const [name, wanted, work] of stages) {
    if (!wanted) continue;
    say(`\n── ${name}`);
    const since = performance.now();
    const tally = await work().catch((/** @type {unknown} */ error) => {
      console.error(error);
      return step(false);
    });
    done.push([name, tally, seconds(since)]);
  }
  say('');
  for (const [name, tally, time] of done) say(`${name.padEnd(12)} ${verdict(tally)} (${time})`);
  return sum(done.map(([, tally]) => tally));
}

endWithNpm();

endTogether();
const words = process.argv.slice(2);
const named = words.findIndex((word) => !PARTS.includes(word));
const parts = words.slice(0, named < 0 ? words.length : named);
const rest = named < 0 ? [] : words.slice(named);
if (rest.length > 0 && parts.length === 0) {
  say(`Name a part first (${PARTS.join(', ')}), then what its runner takes.`);
  process.exit(2);
}
const tally = await runParts(parts.length > 0 ? parts : PARTS, rest);
say(verdict(tally));
process.exit(tally.failed === 0 && tally.passed > 0 ? 0 : 1);
