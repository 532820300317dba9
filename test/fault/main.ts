/**
 * `npm run fuzz [-- fold sync … --seed 7 --runs 1000]`: all fuzzers or those named. Prints one JSON object for each;
 * exit code 1 when a promise broke or nothing was tried, 2 for an unknown name. `sync` takes besides
 * `--devices 8 --ops 2000 --engine embedded|couchdb`, the latter with COUCHDB_URL, `--runtime node|chromium`, which is
 * what its devices are, and `--shrink 5`: minutes to look for the least part of a run that still fails.
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
  options: {
    seed: { type: 'string' },
    runs: { type: 'string' },
    devices: { type: 'string', default: '4' },
    ops: { type: 'string', default: '400' },
    engine: { type: 'string', default: 'embedded' },
    runtime: { type: 'string', default: 'node' },
    shrink: { type: 'string', default: '5' },
  },
});
const options: Wanted = {
  seed: values.seed === undefined ? randomInt(2 ** 31) : Number(values.seed),
  runs: values.runs === undefined ? undefined : Number(values.runs),
  devices: Number(values.devices),
  ops: Number(values.ops),
  engine: values.engine === 'couchdb' ? 'couchdb' : 'embedded',
  runtime: values.runtime === 'chromium' ? 'chromium' : 'node',
  shrink: Number(values.shrink),
};
const existing = namesIn(folder, ENDING);
const counts = [options.runs ?? 1, options.devices, options.ops];
const numbers = Number.isSafeInteger(options.seed) && counts.every((n) => Number.isSafeInteger(n) && n > 0);
const wrong =
  unknownName(positionals, existing) ??
  (numbers ? undefined : '--seed, --runs, --devices and --ops are whole numbers, all but --seed above 0') ??
  (values.engine === options.engine ? undefined : '--engine is embedded or couchdb') ??
  (values.runtime === options.runtime ? undefined : '--runtime is node or chromium');
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
