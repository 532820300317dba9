/**
 * The embedded store loses nothing that it acknowledged: killed while it writes, as often as there are runs, and synced
 * to the disk before each acknowledgement, as strace sees it.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killAgainAndAgain } from './embedded/kills.ts';
import { traceWrites, whyNoTrace } from './embedded/syncs.ts';
import type { Synced } from './embedded/syncs.ts';
import type { Fuzz } from './fuzz.ts';

/** Milliseconds: the longest that a process writes before it is killed. */
const LONGEST = 600;
/** Rounds of traced writes. */
const TRACED = 20;

async function traced(): Promise<Synced> {
  const why = await whyNoTrace();
  if (why === null) return traceWrites(TRACED);
  console.error(`embedded: ${why}, so syncs are not counted (apt-get install strace)`);
  return { writes: 0, syncs: 0, failures: [] };
}

/** Another moment for each round, the same for the same seed. */
const moment = (seed: number, round: number): number =>
  (Math.imul(seed + round + 1, 2_654_435_761) >>> 0) % LONGEST;

const embedded: Fuzz = async ({ seed, runs }) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'redress-killed-'));
  try {
    const killed = await killAgainAndAgain(dataDir, runs, (round) => moment(seed, round));
    const { writes, syncs, failures } = await traced();
    const lost = killed.failures.length;
    const figures = { acknowledged: killed.acknowledged, lost, tracedWrites: writes, syncs };
    return { runs, figures, failures: [...killed.failures, ...failures] };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
};

export const run: Fuzz = Object.assign(embedded, { usualRuns: 50 });
