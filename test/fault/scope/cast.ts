/** Who and what a fuzzed organisation is made of: names only. */
import type { AccountRole } from '../../../src/domain/actor.ts';

export const regions = ['east', 'west', 'north'] as const;
export const branches = ['e1', 'e2', 'w1', 'w2', 'n1'] as const;
export type Region = (typeof regions)[number];
export type Branch = (typeof branches)[number];
/** To begin with: a branch may move. */
export const regionOfBranch: Readonly<Record<Branch, Region>> = {
  e1: 'east',
  e2: 'east',
  w1: 'west',
  w2: 'west',
  n1: 'north',
};

export const people: readonly { readonly name: string; readonly role: AccountRole }[] = [
  { name: 'ana', role: 'field' },
  { name: 'ben', role: 'field' },
  { name: 'cem', role: 'field' },
  { name: 'dia', role: 'field' },
  { name: 'mia', role: 'manager' },
  { name: 'nik', role: 'manager' },
  { name: 'pia', role: 'analyst' },
  { name: 'root', role: 'admin' },
];
export const kioskBranches: readonly (readonly [string, Branch])[] = [
  ['kiosk-e1', 'e1'],
  ['kiosk-w1', 'w1'],
];
export type Name = string;
/** Who calls without a session: a stranger, and a complainant, who has no account. */
export const nobody = 'nobody';
