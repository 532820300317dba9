/**
 * `npm run fuzz [-- convergence … --seed 7 --runs 1000]`: all fuzzers or those named. Prints one JSON object for each;
 * exit code 1 when a promise broke or nothing was tried, 2 for an unknown name.
 */
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { namesIn, runOf, unknownName } from '../named.ts';
import type { Fuzz, FuzzOptions } from './fuzz.ts';

const ENDING = '.fuzz.ts';
const folder = import.meta.dirname;

/** @returns whether the promise held, in at least one case */
async function fuzz(name: string, options: FuzzOptions): Promise<boolean> {
  const run = (await runOf(folder, name, ENDING)) as Fuzz;
  const { runs, failures } = await run(options);
  const ok = runs > 0 && failures.length === 0;
  console.log(JSON.stringify({ name, seed: options.seed, runs, failures, ok }));
  return ok;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, runs: { type: 'string', default: '1000' } },
});
const options: FuzzOptions = {
  seed: values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed),
  runs: Number(values.runs),
};
const existing = namesIn(folder, ENDING);
const wrong =
  unknownName(positionals, existing) ??
  (Number.isSafeInteger(options.seed) && Number.isSafeInteger(options.runs) && options.runs > 0
    ? undefined
    : '--seed and --runs are whole numbers, and --runs is above 0');
if (wrong === undefined) {
  for (const name of positionals.length > 0 ? positionals : existing) {
    const held = await fuzz(name, options).catch((error: unknown) => {
      console.error(`${name} failed with seed ${options.seed}:`, error);
      return false;
    });
    if (!held) process.exitCode = 1;
  }
} else {
  console.error(`npm run fuzz: ${wrong}`);
  process.exitCode = 2;
}
process.exit();
