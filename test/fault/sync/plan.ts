/**
 * What a run does, decided before it begins: who does what on which device, and what goes wrong. A plan is data, so that
 * a part of it can be run again. What a step finds on its device (which complaints there are by then) depends on the
 * timing of processes and of the network, which no seed decides.
 */
import { faultKinds } from './fault.ts';
import type { FaultKind } from './fault.ts';
import { between, chance, pick, randomFrom, seedOf, weighted } from './random.ts';
import type { Random } from './random.ts';

export const places = { north: ['n1', 'n2'], south: ['s1', 's2'] } as const;
export const branches: readonly string[] = Object.values(places).flat();
const regions: readonly string[] = Object.keys(places);

export interface Reach {
  readonly branches: readonly string[];
  readonly regions: readonly string[];
}
export interface PersonPlan extends Reach {
  readonly role: 'field' | 'manager';
}
export interface DevicePlan {
  /** whose it is; null: a kiosk */
  readonly person: number | null;
  /** of a kiosk */
  readonly branch: string;
}

export const doings = ['record', 'act', 'party', 'transfer', 'respond', 'draft', 'refresh', 'retry'] as const;
/** One thing that somebody does on a device. `seed` decides everything else about it. */
export interface Step {
  readonly op: number;
  readonly does: (typeof doings)[number];
  readonly seed: number;
}
/** What befalls a device before the step of that index in its turn. */
export type Mishap = { readonly step: number } & (
  | { readonly kind: 'kill'; readonly writes: number; readonly when: 'before' | 'during' | 'after' }
  | { readonly kind: 'clock'; readonly offset: number }
  | { readonly kind: 'full'; readonly steps: number }
);
export interface Turn {
  readonly device: number;
  /** `offline`: all of it without a network; `after`: then a sync; `live`: it syncs all the time */
  readonly net: 'offline' | 'after' | 'live';
  readonly steps: readonly Step[];
  readonly mishaps: readonly Mishap[];
}
/** What happens elsewhere meanwhile. `after`: milliseconds from the beginning of the wave. */
export type Deed = { readonly after: number } & (
  | ({ readonly does: 'grant'; readonly person: number } & Reach)
  | { readonly does: 'publish'; readonly version: number }
  | { readonly does: 'rename'; readonly branch: string; readonly name: string }
  | { readonly does: 'decide'; readonly seed: number }
  | { readonly does: 'kill'; readonly away: number }
);
/** Turns of different devices run at the same time; the next wave begins when all have ended. */
export interface Wave {
  readonly turns: readonly Turn[];
  readonly deeds: readonly Deed[];
}
export interface Plan {
  readonly seed: number;
  readonly people: readonly PersonPlan[];
  readonly devices: readonly DevicePlan[];
  readonly waves: readonly Wave[];
  readonly network: { readonly share: number; readonly kinds: readonly FaultKind[] };
}

/** Milliseconds: how wrong a device's clock may be, either way. */
const CLOCK_OFF = 2 * 86_400_000;
const WAVE_STEPS = 9;

/** A second phone of the first person comes with the fifth device. */
const cast = ['field', 'manager', 'kiosk', 'field', 'again', 'manager', 'kiosk', 'field'] as const;

/** @param options.ops steps of all devices together */
export function planOf(options: {
  readonly seed: number;
  readonly devices: number;
  readonly ops: number;
}): Plan {
  const random = randomFrom(seedOf(options.seed, 1));
  const people: PersonPlan[] = [];
  const devices: DevicePlan[] = [];
  for (let index = 0; index < options.devices; index += 1) {
    const role = cast[index % cast.length] ?? 'field';
    const branch = pick(random, branches);
    if (role === 'field' || role === 'manager') people.push({ role, ...reachOf(random, role) });
    devices.push({
      person: role === 'kiosk' ? null : role === 'again' ? 0 : people.length - 1,
      branch,
    });
  }
  return {
    seed: options.seed,
    people,
    devices,
    waves: wavesOf(random, options.ops, people, devices),
    network: { share: 0.15, kinds: faultKinds },
  };
}

/** Everybody has a part of the north, so that they meet. */
function reachOf(random: Random, role: PersonPlan['role']): Reach {
  if (role === 'manager') {
    return { branches: [], regions: chance(random, 0.5) ? regions : [pick(random, regions)] };
  }
  const some = branches.filter(() => chance(random, 0.5));
  return { branches: some.length > 0 ? some : [pick(random, branches)], regions: [] };
}

function wavesOf(
  random: Random,
  ops: number,
  people: readonly PersonPlan[],
  devices: readonly DevicePlan[],
): Wave[] {
  const waves: Wave[] = [];
  let version = 1;
  for (let op = 0; op < ops;) {
    const turns: Turn[] = [];
    for (let device = 0; device < devices.length && op < ops; device += 1) {
      const steps: Step[] = [];
      const isKiosk = devices[device]?.person === null;
      const most = between(random, 0, isKiosk ? WAVE_STEPS : WAVE_STEPS * 2);
      for (; steps.length < most && op < ops; op += 1) {
        steps.push({ op, does: doingOf(random, isKiosk), seed: between(random, 0, 2 ** 31) });
      }
      const net = weighted(random, { offline: 3, after: 5, live: 2 });
      turns.push({ device, net, steps, mishaps: mishapsOf(random, steps.length) });
    }
    const deeds = deedsOf(random, people, version);
    version += deeds.filter(({ does }) => does === 'publish').length;
    waves.push({ turns, deeds });
  }
  return waves;
}

function doingOf(random: Random, isKiosk: boolean): Step['does'] {
  return isKiosk
    ? weighted(random, { respond: 16, draft: 3, retry: 1 })
    : weighted(random, { record: 10, act: 66, party: 6, transfer: 8, draft: 3, refresh: 5, retry: 2 });
}

function mishapsOf(random: Random, steps: number): Mishap[] {
  if (steps === 0) return [];
  const mishaps: Mishap[] = [];
  const at = (): number => between(random, 0, steps);
  if (chance(random, 0.15)) {
    const when = pick(random, ['before', 'during', 'after'] as const);
    mishaps.push({ kind: 'kill', step: at(), writes: between(random, 1, 6), when });
  }
  if (chance(random, 0.12)) {
    mishaps.push({ kind: 'clock', step: at(), offset: between(random, -CLOCK_OFF, CLOCK_OFF) });
  }
  if (chance(random, 0.1)) mishaps.push({ kind: 'full', step: at(), steps: between(random, 1, 5) });
  return mishaps;
}

function deedsOf(random: Random, people: readonly PersonPlan[], version: number): Deed[] {
  const deeds: Deed[] = [];
  const after = (): number => between(random, 0, 300);
  for (const [person, { role }] of people.entries()) {
    if (chance(random, 0.06)) deeds.push({ does: 'grant', after: after(), person, ...reachOf(random, role) });
  }
  if (chance(random, 0.08)) deeds.push({ does: 'publish', after: after(), version: version + 1 });
  if (chance(random, 0.08)) {
    const name = `Branch ${between(random, 0, 1000)}`;
    deeds.push({ does: 'rename', after: after(), branch: pick(random, branches), name });
  }
  if (chance(random, 0.2)) deeds.push({ does: 'decide', after: after(), seed: between(random, 0, 2 ** 31) });
  if (chance(random, 0.12)) deeds.push({ does: 'kill', after: after(), away: between(random, 0, 300) });
  return deeds;
}
