/**
 * The least part of a plan that still fails: half of what happens is left out, then a quarter and so on, for as long as
 * time allows (Zeller's delta debugging). A failure that depends on timing may not fail again: then all of it is told.
 */
import type { Plan } from './plan.ts';
import type { Programs } from './programs.ts';
import { run } from './run.ts';
import type { Setting } from './run.ts';

/** What can be left out, one by one. */
type Part =
  | { readonly kind: 'step' | 'mishap'; readonly wave: number; readonly turn: number; readonly at: number }
  | { readonly kind: 'deed'; readonly wave: number; readonly at: number }
  | { readonly kind: 'fault'; readonly at: number };

const nameOf = (part: Part): string => JSON.stringify(part);

function partsOf({ waves, network }: Plan): Part[] {
  const parts: Part[] = network.kinds.map((_, at) => ({ kind: 'fault', at }));
  for (const [wave, { turns, deeds }] of waves.entries()) {
    for (const [at] of deeds.entries()) parts.push({ kind: 'deed', wave, at });
    for (const [turn, { steps, mishaps }] of turns.entries()) {
      for (const [at] of mishaps.entries()) parts.push({ kind: 'mishap', wave, turn, at });
      for (const [at] of steps.entries()) parts.push({ kind: 'step', wave, turn, at });
    }
  }
  return parts;
}

function withOnly(plan: Plan, parts: readonly Part[]): Plan {
  const names = new Set(parts.map(nameOf));
  const kept = (part: Part): boolean => names.has(nameOf(part));
  const kinds = plan.network.kinds.filter((_, at) => kept({ kind: 'fault', at }));
  const waves = plan.waves.map(({ turns, deeds }, wave) => ({
    deeds: deeds.filter((_, at) => kept({ kind: 'deed', wave, at })),
    turns: turns
      .map((one, turn) => {
        const before = one.steps.map((_, at) => kept({ kind: 'step', wave, turn, at }));
        return {
          ...one,
          steps: one.steps.filter((_, at) => before[at]),
          // Before the same step as ever, or the next that is left.
          mishaps: one.mishaps
            .filter((_, at) => kept({ kind: 'mishap', wave, turn, at }))
            .map((mishap) => ({ ...mishap, step: before.slice(0, mishap.step).filter(Boolean).length })),
        };
      })
      .filter(({ steps }) => steps.length > 0),
  }));
  return {
    ...plan,
    network: { ...plan.network, kinds },
    waves: waves.filter(({ turns, deeds }) => turns.length + deeds.length > 0),
  };
}

/** @param minutes that it may take */
export async function minimise(
  plan: Plan,
  programs: Programs,
  setting: Setting,
  minutes: number,
): Promise<Plan> {
  const until = performance.now() + minutes * 60_000;
  const fails = async (parts: readonly Part[]): Promise<boolean> =>
    (await run(withOnly(plan, parts), programs, setting)).findings.length > 0;
  let parts = partsOf(plan);
  for (let pieces = 2; pieces <= parts.length && performance.now() < until;) {
    const size = Math.ceil(parts.length / pieces);
    let smaller: Part[] | null = null;
    for (let from = 0; from < parts.length && performance.now() < until; from += size) {
      const rest = [...parts.slice(0, from), ...parts.slice(from + size)];
      if (await fails(rest)) {
        smaller = rest;
        break;
      }
    }
    if (smaller === null) pieces *= 2;
    else {
      parts = smaller;
      pieces = Math.max(2, pieces - 1);
    }
  }
  return withOnly(plan, parts);
}
