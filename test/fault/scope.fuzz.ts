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
import type { Fuzz } from './fuzz.ts';

const LENGTH = 26;
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
  const small = await shrink(ops, async (some) => broken(await examine(template, seed, some)) > 0);
  const first = [...finding.leaked, ...finding.withheld, ...finding.breaches][0] ?? '';
  return `seed ${seed}: ${first}; smallest world: ${small.map(told).join(', ')}`;
}

export const run: Fuzz = async ({ seed, runs }) => {
  const template = await makeTemplate();
  const sum = { questions: 0, leaked: 0, withheld: 0, breaches: 0 };
  const failures: string[] = [];
  try {
    for (let at = 0; at < runs; at += 1) {
      const own = seed + at;
      const ops = randomOps(new Chance(own), LENGTH);
      const finding = await examine(template, own, ops);
      sum.questions += finding.questions;
      sum.leaked += finding.leaked.length;
      sum.withheld += finding.withheld.length;
      sum.breaches += finding.breaches.length;
      if (broken(finding) === 0) continue;
      console.error(JSON.stringify({ seed: own, ...finding }, null, 1).slice(0, 4_000));
      failures.push(
        failures.length < CUT_DOWN
          ? await smallest(template, own, ops, finding)
          : `seed ${own}: ${broken(finding)} breaches`,
      );
    }
  } finally {
    await template.remove();
  }
  return { runs, failures, figures: sum };
};
