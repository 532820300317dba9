import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from './in-order.ts';
import type { SignedItem } from './pen.ts';

const item = (device: string, seq: number, at: number, complaint: string, kind = 'note') =>
  ({
    _id: `${device}:${seq}`,
    device,
    seq,
    at: String(at).padStart(4, '0'),
    complaint,
    kind,
  }) as unknown as SignedItem;
const names = (items: readonly SignedItem[]): string[] => items.map(({ _id }) => _id);

test('what one device made goes up in the order of its numbers', () => {
  expect(names(inOrder([item('a', 2, 9, 'x'), item('a', 10, 11, 'x'), item('a', 1, 5, 'x')]))).toEqual([
    'a:1',
    'a:2',
    'a:10',
  ]);
});

test('a receipt goes before a note of somebody whose clock is late', () => {
  const items = [item('b', 1, 1, 'x'), item('a', 1, 500, 'y'), item('a', 2, 600, 'x', 'received')];
  expect(names(inOrder(items))).toEqual(['a:1', 'a:2', 'b:1']);
});

test('nothing is left out or doubled, each device keeps its order, and receipts come first where that can be', () => {
  const made = fc.array(
    fc.record({
      device: fc.constantFrom('a', 'b', 'c'),
      complaint: fc.constantFrom('x', 'y', 'z'),
      at: fc.nat(1000),
    }),
    { maxLength: 40 },
  );
  fc.assert(
    fc.property(made, fc.infiniteStream(fc.nat()), (drafts, shuffle) => {
      const seqs = new Map<string, number>();
      const begun = new Set<string>();
      // as it happened: a complaint's first event is its receipt, whatever the clocks said
      const items = drafts.map(({ device, complaint, at }) => {
        const seq = (seqs.get(device) ?? 0) + 1;
        seqs.set(device, seq);
        const kind = begun.has(complaint) ? 'note' : 'received';
        begun.add(complaint);
        return item(device, seq, at, complaint, kind);
      });
      const shuffled = items.map((one) => ({ one, key: shuffle.next().value as number }));
      const ordered = inOrder(shuffled.sort((a, b) => a.key - b.key).map(({ one }) => one));
      expect(names(ordered).sort()).toEqual(names(items).sort());
      const received = new Set<unknown>();
      const last = new Map<string, number>();
      for (const one of ordered) {
        expect(one.seq).toBeGreaterThan(last.get(one.device) ?? 0);
        last.set(one.device, one.seq);
        if (one['kind'] === 'received') received.add(one['complaint']);
        else expect(received.has(one['complaint'])).toBe(true);
      }
    }),
  );
});
