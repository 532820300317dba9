import { expect, test } from 'vitest';
import { Gate } from './gate.ts';

/** Something under way, until it is told to end. */
function job(): { run: () => Promise<void>; began: () => boolean; end: () => void } {
  let begun = false;
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return {
    run: () => {
      begun = true;
      return ended;
    },
    began: () => begun,
    end,
  };
}
const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

test('what is under way ends before the gate is held, and what comes meanwhile begins after', async () => {
  const gate = new Gate();
  const [first, held, second] = [job(), job(), job()];
  const passing = gate.pass(first.run);
  await turn();
  const holding = gate.hold(held.run);
  const later = gate.pass(second.run);
  await turn();
  expect([first.began(), held.began(), second.began()]).toEqual([true, false, false]);
  first.end();
  await passing;
  await turn();
  expect([held.began(), second.began()]).toEqual([true, false]);
  held.end();
  await holding;
  await turn();
  expect(second.began()).toBe(true);
  second.end();
  await later;
});

test('two holders take turns, and one that fails lets the others go on', async () => {
  const gate = new Gate();
  const order: string[] = [];
  const failing = gate.hold(async () => {
    order.push('one');
    throw new Error('no');
  });
  const other = gate.hold(async () => void order.push('two'));
  await expect(failing).rejects.toThrow('no');
  await other;
  await gate.pass(async () => void order.push('three'));
  expect(order).toEqual(['one', 'two', 'three']);
});
