/**
 * `npm run bench [-- device size …]`: measures, all benches or those named. Prints one JSON object a line and nothing
 * else to standard output; exit code 1 when a budget is broken, a bench fails or measures nothing, 2 for an unknown name.
 */
import { namesIn, runOf, unknownName } from '../named.ts';
import type { Bench, BenchLine } from './line.ts';

const ENDING = '.bench.ts';
const folder = import.meta.dirname;

async function* linesOf(run: Bench): AsyncIterable<BenchLine> {
  yield* await run();
}

/** @returns whether all its lines hold, and there was one */
async function measure(name: string): Promise<boolean> {
  const run = (await runOf(folder, name, ENDING)) as Bench;
  const lines: BenchLine[] = [];
  for await (const line of linesOf(run)) {
    console.log(JSON.stringify(line));
    lines.push(line);
  }
  if (lines.length === 0) console.error(`${name} measured nothing`);
  return lines.length > 0 && lines.every((line) => line.ok);
}

const existing = namesIn(folder, ENDING);
const asked = process.argv.slice(2);
const unknown = unknownName(asked, existing);
if (unknown === undefined) {
  for (const name of asked.length > 0 ? asked : existing) {
    const held = await measure(name).catch((error: unknown) => {
      console.error(`${name} failed:`, error);
      return false;
    });
    if (!held) process.exitCode = 1;
  }
} else {
  console.error(`npm run bench: ${unknown}`);
  process.exitCode = 2;
}
// A bench that left a server or a browser open must not hang the run.
process.exit();
