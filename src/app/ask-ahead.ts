/**
 * Asks for what the first screen shows while its code is still loading: it is then drawn once, whole, and not in four
 * steps of which each costs a slow phone a tenth of a second.
 */
import { askAhead } from '../data/ahead.ts';
import type { DataClient } from '../data/client.ts';
import type { PersonProfile } from '../data/context.ts';
import { askDeviceAhead } from '../data/use-device.ts';
import { placeInList } from '../features/complaints/list/list-place.ts';
import { filterIn, LIST_CHANGES, listQuestion } from '../features/complaints/list/list-question.ts';
import { COMPLAINTS } from '../features/complaints/places.ts';

/** Milliseconds. A store that takes longer shows its screen without what it holds, and then with it. */
const LONGEST = 300;
/** Milliseconds in which the screen has begun to listen by itself. */
const OVERLAP = 10_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @returns to be called when the code is there: resolves when the answers are, or when waiting costs more than it saves */
export function askFirstScreenAhead(data: DataClient, { account }: PersonProfile): () => Promise<void> {
  const device = askDeviceAhead(data, account);
  setTimeout(device.stop, OVERLAP);
  const asked: Promise<unknown>[] = [device.answered];
  if (location.pathname === COMPLAINTS) {
    const filter = filterIn(new URLSearchParams(location.search));
    const { key, ask } = listQuestion(account, filter, placeInList(account));
    asked.push(askAhead(data, LIST_CHANGES, ask, key));
  }
  const answered = Promise.all(asked);
  return async () => {
    await Promise.race([answered, pause(LONGEST)]);
  };
}
