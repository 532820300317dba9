/**
 * Nobody is ever shown what is not theirs, nor kept from what is: random organisations on the real server, asked on every
 * path by everybody, and each answer held against an oracle that shares nothing with the product.
 */
import { examine } from './scope/examine.ts';
import type { Finding } from './scope/examine.ts';
import { randomOps, told } from './scope/ops.ts';
import type { Op } from './scope/ops.ts';
import { Chance } from './scope/random.ts';
import { shrink } from './scope/shrink.ts';
import { makeTemplate } from './scope/template.ts';
import type { Template } from './scope/template.ts';
import { twins } from './scope/twins.ts';
import type { FuzzOptions, FuzzReport } from './fuzz.ts';

const LENGTH = 26;
/** One world in so many is examined as two. */
const TWINS_EVERY = 4;
/** Worlds under way together: much of the time is waiting for the disk. */
const AT_ONCE = 3;
/** A long run says how far it is after so many worlds. */
const TOLD_EVERY = 25;
/** Worlds that are cut down; the others only say what was wrong. */
const CUT_DOWN = 2;

const broken = ({ leaked, withheld, breaches }: Finding): number =>
  leaked.length + withheld.length + breaches.length;

async function smallest(
  template: Template,
  seed: number,
  ops: readonly Op[],
  finding: Finding,
): Promise<string> {
  const small = await shrink(ops, async (some) => broken(await examine(template, seed, some, 2_000)) > 0);
  const first = [...finding.leaked, ...finding.withheld, ...finding.breaches][0] ?? '';
  return `seed ${seed}: ${first}; smallest world: ${small.map(told).join(', ')}`;
}

export async function run({ seed, runs }: Pick<FuzzOptions, 'seed' | 'runs'>): Promise<FuzzReport> {
  const template = await makeTemplate();
  const sum = { twins: 0, questions: 0, leaked: 0, withheld: 0, breaches: 0 };
  const failures: string[] = [];
  const one = async (at: number): Promise<void> => {
    const own = seed + at;
    const ops = randomOps(new Chance(own), LENGTH);
    const finding = await examine(template, own, ops);
    sum.questions += finding.questions;
    sum.leaked += finding.leaked.length;
    sum.withheld += finding.withheld.length;
    sum.breaches += finding.breaches.length;
    if (at % TWINS_EVERY === 0) {
      const pair = await twins(template, new Chance(own));
      sum.twins += 1;
      sum.questions += pair.questions;
      sum.leaked += pair.leaked.length;
      failures.push(...pair.leaked.slice(0, 3).map((what) => `seed ${own}: ${what}`));
    }
    if (broken(finding) === 0) return;
    console.error(JSON.stringify({ seed: own, ...finding }, null, 1).slice(0, 4_000));
    const first = failures.length < CUT_DOWN;
    failures.push(
      first ? await smallest(template, own, ops, finding) : `seed ${own}: ${broken(finding)} breaches`,
    );
  };
  const left = Array.from({ length: runs }, (_, at) => at).values();
  let done = 0;
  const worker = async (): Promise<void> => {
    for (const at of left) {
      await one(at);
      done += 1;
      if (done % TOLD_EVERY === 0) process.stderr.write(`${done} worlds, ${sum.questions} questions\n`);
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
  } finally {
    await template.remove();
  }
  return { runs, failures, figures: sum };
}
