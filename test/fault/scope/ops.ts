/** What happens in a world: plain data, so that a failing world can be cut down and printed. */
import { branches, kioskBranches, people, regions } from './cast.ts';
import type { Branch, Name, Region } from './cast.ts';
import type { Chance } from './random.ts';

export const abuses = [
  'pasteComplaint',
  'pasteDevice',
  'pasteRegion',
  'unsigned',
  'forgedAuthor',
  'sameSeqTwice',
  'hugeGeneration',
  'deletedFirst',
  'idTwice',
  'childFirst',
  'afterItself',
  'afterUnknown',
  'afterEndless',
  'serverDoc',
  'futureClock',
] as const;
export type Abuse = (typeof abuses)[number];

export type Op =
  | {
      readonly op: 'grant';
      readonly who: Name;
      readonly branches: readonly Branch[];
      readonly regions: readonly Region[];
    }
  | { readonly op: 'move'; readonly branch: Branch; readonly region: Region }
  | {
      readonly op: 'record';
      readonly who: Name;
      readonly label: string;
      readonly branch: Branch;
      readonly about: readonly Name[];
    }
  | { readonly op: 'note' | 'party' | 'evidence' | 'close'; readonly who: Name; readonly label: string }
  | { readonly op: 'assign'; readonly who: Name; readonly label: string; readonly to: Name | null }
  | { readonly op: 'transfer'; readonly who: Name; readonly label: string; readonly branch: Branch }
  | { readonly op: 'respond'; readonly kiosk: Name }
  | {
      readonly op: 'abuse';
      readonly abuse: Abuse;
      readonly who: Name;
      readonly label: string;
      readonly other: string;
    };

const workers = people.flatMap(({ name, role }) => (role === 'field' || role === 'manager' ? [name] : []));

export function grantOf(chance: Chance, who: Name): Op {
  const role = people.find(({ name }) => name === who)?.role;
  const field = role === 'field';
  return {
    op: 'grant',
    who,
    branches: field ? chance.some(branches, 0.35) : [],
    regions:
      role === 'manager' || role === 'analyst'
        ? chance.some(regions, 0.5)
        : field && chance.chance(0.15)
          ? [chance.pick(regions)]
          : [],
  };
}

/** @param length of what happens after everybody has been given a reach */
export function randomOps(chance: Chance, length: number): Op[] {
  const ops: Op[] = people.flatMap(({ name, role }) => (role === 'admin' ? [] : [grantOf(chance, name)]));
  const labels: string[] = [];
  for (let at = 0; at < length; at += 1) {
    const who = chance.pick(workers);
    const label = labels.length === 0 ? null : chance.pick(labels);
    const roll = chance.below(100);
    if (label === null || roll < 22) {
      const made = `c${labels.length}`;
      labels.push(made);
      const about = chance.chance(0.35) ? [chance.pick(workers.filter((name) => name !== who))] : [];
      ops.push({ op: 'record', who, label: made, branch: chance.pick(branches), about });
    } else if (roll < 34) ops.push({ op: 'note', who, label });
    else if (roll < 46) ops.push({ op: 'party', who, label });
    else if (roll < 56) ops.push({ op: 'evidence', who, label });
    else if (roll < 65)
      ops.push({ op: 'assign', who, label, to: chance.chance(0.2) ? null : chance.pick(workers) });
    else if (roll < 73) ops.push({ op: 'transfer', who, label, branch: chance.pick(branches) });
    else if (roll < 76) ops.push({ op: 'close', who, label });
    else if (roll < 80) ops.push({ op: 'respond', kiosk: chance.pick(kioskBranches)[0] });
    else if (roll < 82) ops.push({ op: 'move', branch: chance.pick(branches), region: chance.pick(regions) });
    else if (roll < 90)
      ops.push(grantOf(chance, chance.pick(people.filter(({ role }) => role !== 'admin')).name));
    else ops.push({ op: 'abuse', abuse: chance.pick(abuses), who, label, other: chance.pick(labels) });
  }
  return ops;
}

/** In a line, for a report. */
export function told(op: Op): string {
  const { op: what, ...rest } = op;
  return `${what} ${Object.values(rest)
    .map((value) => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value)))
    .join(' ')}`;
}
