/**
 * Where a reader was in the list, so that coming back from a complaint finds it as it was left. Kept in memory only: a
 * search may be a name or a telephone number.
 */
export interface ListPlace {
  readonly search: string;
  readonly branch: string;
  readonly limit: number;
  readonly scroll: number;
}

/** Cards that fill a screen: drawn first, for each takes a slow phone some milliseconds. */
export const FIRST = 8;
/** Cards added at a time when the end comes near. */
export const PAGE = 40;
export const START: ListPlace = { search: '', branch: '', limit: FIRST, scroll: 0 };

let account = '';
let place = START;

/** @param of the account: what one looked for is none of the next one's business */
export function placeInList(of: string): ListPlace {
  if (of !== account) {
    account = of;
    place = START;
  }
  return place;
}

export function rememberPlace(next: Partial<ListPlace>): void {
  place = { ...place, ...next };
}
