/**
 * Everything that is only on this device, as a file that another device, or a person, can carry to the server: the
 * signatures say who made it, whoever brings it. One JSON value a line: what this file is, then the documents in the
 * order in which they were made, as they were signed, those that the server refused with its reason beside them.
 */
import type { Outbox } from './outbox/outbox.ts';

export function rescueFile(
  outbox: Outbox,
  from: { readonly account: string; readonly device: string | null; readonly now: number },
): string {
  const reasons = new Map(outbox.held().map(({ item, reason }) => [item._id, reason]));
  const items = outbox.items().filter(({ _id }) => outbox.confirmedAt(_id) === null);
  const head = {
    redress: 'rescue',
    v: 1,
    account: from.account,
    device: from.device,
    made: from.now,
    items: items.length,
  };
  const lines = items.map(({ _rev, ...doc }) => {
    const held = reasons.get(doc._id);
    return held === undefined ? { doc } : { doc, held };
  });
  return [head, ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
}
