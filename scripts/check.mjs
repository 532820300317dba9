/**
 * `npm run check [-- lint types …]`: what must hold of the sources themselves. Each step is one program; all run, two
 * at a time, and those that fail show what they wrote.
 */
import { pathToFileURL } from 'node:url';
import { install, nodeIsNewEnough } from './install.mjs';
import { alone } from './lock.mjs';
import { endTogether, endWithNpm, runInstalled, say, seconds } from './process.mjs';

const TSX = 'tsx/dist/cli.mjs';

/** @type {Readonly<Record<string, readonly [string, ...string[]]>>} the slow ones first */
const STEPS = {
  lint: ['oxlint/bin/oxlint'],
  types: ['typescript/bin/tsc', '-p', 'tsconfig.json'],
  unused: ['knip/bin/knip.js', '--no-progress'],
  locales: [TSX, 'scripts/locales/check.ts'],
  format: ['oxfmt/bin/oxfmt', '--check'],
  imports: [TSX, 'scripts/imports/check.ts'],
  sizes: [TSX, 'scripts/sizes.ts'],
};

/**
 * @param {readonly string[]} [names] of steps; all when there are none
 * @returns {Promise<{ passed: number, failed: string[] }>}
 */
export async function check(names = []) {
  const waiting = names.length > 0 ? [...names] : Object.keys(STEPS);
  const count = waiting.length;
  /** @type {string[]} */
  const failed = [];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const [program, ...args] = STEPS[name] ?? [];
      const since = performance.now();
      const { code, output } =
        program === undefined
          ? { code: 1, output: `There is no step "${name}", only ${Object.keys(STEPS).join(', ')}.` }
          : await runInstalled(program, args);
      if (code === 0) {
        say(`  ✓ ${name} (${seconds(since)})`);
      } else {
        failed.push(name);
        say(`  ✗ ${name} (exit code ${code})\n${output.trimEnd()}`);
      }
    }
  };
  await Promise.all([work(), work()]);
  return { passed: count - failed.length, failed };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  endWithNpm();
  endTogether();
  if (!nodeIsNewEnough() || !(await alone(install))) process.exit(1);
  const { passed, failed } = await check(process.argv.slice(2));
  say(failed.length === 0 ? `All ${passed} checks hold.` : `Failed: ${failed.join(', ')}.`);
  process.exit(failed.length === 0 ? 0 : 1);
}
