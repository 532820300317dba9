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

type Wanted = Omit<FuzzOptions, 'runs'> & { readonly runs: number | undefined };

/** @returns whether the promise held, in at least one case */
async function fuzz(name: string, { runs: wanted, ...options }: Wanted): Promise<boolean> {
  const run = (await runOf(folder, name, ENDING)) as Fuzz;
  const { runs, failures, figures } = await run({ ...options, runs: wanted ?? run.usualRuns ?? 1000 });
  const ok = runs > 0 && failures.length === 0;
  console.log(JSON.stringify({ name, seed: options.seed, runs, ...figures, failures, ok }));
  return ok;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, runs: { type: 'string' } },
});
const options: Wanted = {
  seed: values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed),
  runs: values.runs === undefined ? undefined : Number(values.runs),
};
const existing = namesIn(folder, ENDING);
const wrong =
  unknownName(positionals, existing) ??
  (Number.isSafeInteger(options.seed) && Number.isSafeInteger(options.runs ?? 1) && (options.runs ?? 1) > 0
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
