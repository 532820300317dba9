/** Where each role can go: at most four places, the first one is where it begins. */
import type { AccountRole } from '../domain/actor.ts';
import type { IconName } from '../ui/icon-paths.ts';

export const PLACES = {
  complaints: { href: '/complaints', icon: 'list' },
  overview: { href: '/overview', icon: 'chart' },
  quarantine: { href: '/quarantine', icon: 'held' },
  people: { href: '/admin/people', icon: 'people' },
  kiosks: { href: '/admin/kiosks', icon: 'device' },
  organisation: { href: '/admin/organisation', icon: 'branch' },
  account: { href: '/account', icon: 'person' },
} as const satisfies Record<string, { href: string; icon: IconName }>;
export type PlaceId = keyof typeof PLACES;

const OF_ROLE: Readonly<Record<AccountRole, readonly [PlaceId, ...PlaceId[]]>> = {
  field: ['complaints', 'account'],
  manager: ['overview', 'complaints', 'quarantine', 'account'],
  analyst: ['overview', 'account'],
  admin: ['people', 'kiosks', 'organisation', 'account'],
};

export const placesOf = (role: AccountRole): readonly PlaceId[] => OF_ROLE[role];
export const homeOf = (role: AccountRole): string => PLACES[OF_ROLE[role][0]].href;
export const maySee = (role: AccountRole, place: PlaceId): boolean => OF_ROLE[role].includes(place);

/** @returns the place that an address belongs to */
export function placeAt(path: string): PlaceId | undefined {
  const ids = Object.keys(PLACES) as PlaceId[];
  return ids.find((id) => path === PLACES[id].href || path.startsWith(`${PLACES[id].href}/`));
}
