/** Waiting until everybody has what is theirs, and saying what they lack or hold too much of when that does not come. */
import { setTimeout as pause } from 'node:timers/promises';
import { kioskBranches } from './cast.ts';
import type { Branch, Name } from './cast.ts';
import type { Mirror } from './mirror.ts';
import type { World } from './world.ts';

export interface Wrong {
  readonly leaked: readonly string[];
  readonly withheld: readonly string[];
}
const count = ({ leaked, withheld }: Wrong): number => leaked.length + withheld.length;

/** @param registry every id of the reference data */
export function compare(
  world: World,
  who: Name,
  held: ReadonlyMap<string, unknown>,
  registry: readonly string[],
): Wrong {
  const { oracle } = world;
  const { all, kept } = oracle.casesFor(who);
  const branch: Branch | null = kioskBranches.find(([name]) => name === who)?.[1] ?? null;
  const mine = registry.filter((id) => oracle.readsRegistry(who, id, branch));
  const may = new Set([...all, ...mine]);
  const text = JSON.stringify([...held.values()]);
  const keptTexts = oracle.textsFor(who).filter((token) => !world.isOfLongClosed(token));
  return {
    leaked: [
      ...[...held.keys()]
        .filter((id) => !may.has(id) && !oracle.readsLog(who, id))
        .map((id) => `${who} holds ${id}`),
      ...oracle.leaks(who, text, '').map((secret) => `${who} holds the ${secret}`),
    ],
    withheld: [
      ...[...kept, ...mine].filter((id) => !held.has(id)).map((id) => `${who} lacks ${id}`),
      ...(held.size === 0 && keptTexts.length === 0
        ? []
        : oracle.lacks(text, keptTexts).map((token) => `${who} lacks the text ${token}`)),
    ],
  };
}

/** Pulls until the mirror is as it is to be. @returns what is wrong at last; nothing, as a rule */
export async function settle(world: World, mirror: Mirror, registry: readonly string[]): Promise<Wrong> {
  const end = Date.now() + world.patience;
  for (;;) {
    const { status, text } = await mirror.pull(world.server);
    if (status !== 200)
      return { leaked: [], withheld: [`${mirror.who} may not pull: ${status} ${text.slice(0, 100)}`] };
    const wrong = compare(world, mirror.who, mirror.docs, registry);
    if (count(wrong) === 0) return wrong;
    if (Date.now() > end) {
      world.patience = 500;
      return wrong;
    }
    await pause(10);
  }
}
