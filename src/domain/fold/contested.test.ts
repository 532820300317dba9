import { describe, expect, it } from 'vitest';
import type { ComplaintEvent } from '../events/event.ts';
import { branch, context, eventId, history, person, region, told } from '../testing/history.ts';
import type { Told } from '../testing/history.ts';
import { fold } from './fold.ts';

const assessed = (severity: 'critical' | 'serious' | 'moderate' | 'minor'): Told => ({
  kind: 'assessed',
  data: { severity },
});
const offline = (n: number, minute: number, by: string, event: Told): ComplaintEvent =>
  told(n, { ...event, by, minute, after: [eventId(1)] });
const settle = (field: string, choice: number): Told => ({
  kind: 'settled',
  data: { field, choice: eventId(choice) },
});

const two = [
  ...history(),
  offline(2, 40, 'ana', assessed('minor')),
  offline(3, 30, 'ben', assessed('critical')),
];
const seen = (n: number, event: Told): ComplaintEvent =>
  told(n, { ...event, after: [eventId(2), eventId(3)], minute: 60 });

describe('two phones that change one thing offline', () => {
  it('are contested: the later holds and both are shown', () => {
    expect(fold(two, context)).toMatchObject({
      severity: 'minor',
      contested: [
        {
          field: 'severity',
          claims: [
            { event: eventId(2), value: 'minor' },
            { event: eventId(3), value: 'critical' },
          ],
        },
      ],
      heads: [eventId(3), eventId(2)],
    });
  });

  it('are settled with one tap', () => {
    const settled = fold([...two, seen(4, settle('severity', 3))], context);
    expect(settled).toMatchObject({ severity: 'critical', contested: [], heads: [eventId(4)] });
  });

  it('are settled by a new assessment too, made in the knowledge of both', () => {
    expect(fold([...two, seen(4, assessed('serious'))], context)).toMatchObject({
      severity: 'serious',
      contested: [],
    });
  });

  it('are not contested when they say the same', () => {
    const same = [
      ...history(),
      offline(2, 40, 'ana', assessed('minor')),
      offline(3, 30, 'ben', assessed('minor')),
    ];
    expect(fold(same, context)?.contested).toEqual([]);
  });

  it('are not contested when one had seen the other, whatever their clocks say', () => {
    const slow = told(4, { ...assessed('serious'), by: 'ben', minute: 1, after: [eventId(2)] });
    const complaint = fold([...two.slice(0, 2), slow], context);
    expect(complaint).toMatchObject({ severity: 'serious', contested: [] });
  });

  it('stay contested when two people settle it differently, and not when alike', () => {
    const other = told(5, {
      ...settle('severity', 2),
      by: 'ben',
      after: [eventId(2), eventId(3)],
      minute: 61,
    });
    const differently = fold([...two, seen(4, settle('severity', 3)), other], context);
    expect(differently?.contested).toHaveLength(1);
    expect(differently?.severity).toBe('minor');
    const alike = { ...other, data: { field: 'severity', choice: eventId(3) } };
    expect(fold([...two, seen(4, settle('severity', 3)), alike], context)).toMatchObject({
      severity: 'critical',
      contested: [],
    });
  });

  it('cannot be settled for what nobody claimed, what was not contested, or what its author had not seen', () => {
    const last = (event: ComplaintEvent, before = two): unknown =>
      fold([...before, event], context)?.log.at(-1)?.without;
    expect(last(seen(4, settle('severity', 1)))).toBe('log.nothingToSettle');
    expect(last(seen(4, settle('weather', 2)))).toBe('log.nothingToSettle');
    expect(last(seen(4, settle('category', 1)))).toBe('log.nothingToSettle');
    expect(last(told(4, { ...settle('severity', 2), after: [eventId(2)], minute: 60 }))).toBe(
      'log.nothingToSettle',
    );
    const replaced = [told(2, assessed('critical')), told(3, assessed('minor'))];
    expect(last(told(4, settle('severity', 3)), [...history(), ...replaced])).toBe('log.nothingToSettle');
    const agreed = [...two, seen(4, assessed('serious'))];
    expect(last(told(5, { ...settle('severity', 3), minute: 70 }), agreed)).toBe('log.nothingToSettle');
  });

  it('settles where a complaint belongs only by who may transfer it', () => {
    const move = (n: number, by: string, to: string, minute: number): ComplaintEvent =>
      offline(n, minute, by, {
        kind: 'transferred',
        data: { branch: branch(to), region: region('east') },
        role: 'manager',
      });
    const moved = [...history(), move(2, 'mia', 'b2', 40), move(3, 'max', 'b3', 30)];
    const complaint = fold(moved, context);
    expect(complaint).toMatchObject({ branch: 'b2', branchesEver: ['tbilisi-1', 'b3', 'b2'] });
    expect(complaint?.contested[0]?.field).toBe('branch');
    expect(fold([...moved, seen(4, settle('branch', 3))], context)?.log.at(-1)?.without).toBe(
      'log.notEntitled',
    );
    expect(fold([...moved, seen(4, { ...settle('branch', 3), role: 'manager' })], context)).toMatchObject({
      branch: 'b3',
      contested: [],
    });
  });

  it('contest an assignment, a correction and a closing alike', () => {
    const fields = (one: Told, other: Told): unknown =>
      fold([...history(), offline(2, 40, 'ana', one), offline(3, 30, 'ben', other)], context)?.contested.map(
        ({ field }) => field,
      );
    expect(
      fields(
        { kind: 'assigned', data: { to: person('ana') } },
        { kind: 'assigned', data: { to: person('ben') } },
      ),
    ).toEqual(['assignee']);
    expect(
      fields(
        { kind: 'corrected', data: { field: 'category', value: ['a'] } },
        { kind: 'corrected', data: { field: 'category', value: ['b'] } },
      ),
    ).toEqual(['category']);
    expect(
      fields(
        { kind: 'corrected', data: { field: 'category', value: ['a'] } },
        { kind: 'corrected', data: { field: 'channel', value: 'email' } },
      ),
    ).toEqual([]);
    const decide: Told = { kind: 'decisionCommunicated', data: { outcome: 'upheld', remedies: [] } };
    expect(fields(decide, { ...decide, data: { outcome: 'notUpheld', remedies: [] } })).toEqual(['outcome']);
  });
});
