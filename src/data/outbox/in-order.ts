import type { SignedItem } from './pen.ts';

const isReceipt = (item: SignedItem): boolean => item['kind'] === 'received';

/**
 * The order in which items go up. Those of one device in the order of their numbers, or the server would take them for
 * backdated; those of several by their stamps, and none before the receipt of its complaint, or it would be held for a
 * manager: clocks may be days apart.
 */
export function inOrder<T extends SignedItem>(items: readonly T[]): T[] {
  const queues = new Map<string, T[]>();
  for (const item of items.toSorted((a, b) => b.seq - a.seq))
    queues.set(item.device, [...(queues.get(item.device) ?? []), item]);
  const heads = [...queues.values()];
  if (heads.length <= 1) return heads.flat().toReversed();
  const receipts = new Set(items.filter(isReceipt).map((item) => item['complaint']));
  const isReady = (item: T): boolean => isReceipt(item) || !receipts.has(item['complaint']);
  const ordered: T[] = [];
  while (ordered.length < items.length) {
    let next: T[] | null = null;
    for (const queue of heads) if (goesBefore(queue.at(-1), next?.at(-1), isReady)) next = queue;
    const item = next?.pop();
    if (item === undefined) break;
    ordered.push(item);
    if (isReceipt(item)) receipts.delete(item['complaint']);
  }
  return ordered;
}

function goesBefore<T extends SignedItem>(
  one: T | undefined,
  other: T | undefined,
  isReady: (item: T) => boolean,
): boolean {
  if (one === undefined) return false;
  if (other === undefined) return true;
  // Where each waits for another, which no honest clock brings about, the stamps decide.
  return isReady(one) === isReady(other) ? one.at < other.at : isReady(one);
}
