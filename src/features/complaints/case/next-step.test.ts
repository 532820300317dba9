import { describe, expect, it } from 'vitest';
import type { FoldedComplaint } from '../../../domain/complaint.ts';
import { eventKinds } from '../../../domain/events/data.ts';
import type { EventKind } from '../../../domain/events/data.ts';
import { instantOf } from '../../../domain/time/moment.ts';
import { nextStep, otherActs } from './next-step.ts';

const then = instantOf(0);
const remedy = (state: 'proposed' | 'approved' | 'done') =>
  [{ state }] as unknown as FoldedComplaint['remedies'];
const view = (of: Partial<FoldedComplaint>, may: readonly EventKind[] = eventKinds) => ({
  may,
  complaint: {
    closed: null,
    acknowledged: null,
    assessed: null,
    investigated: null,
    decided: null,
    accepted: null,
    referred: false,
    remedies: [],
    ...of,
  } as unknown as FoldedComplaint,
});
const worked = { acknowledged: then, assessed: then, investigated: then };
const decided = { ...worked, remedies: remedy('approved'), decided: then };

describe('the next step', () => {
  it.each([
    ['acknowledge', {}],
    ['assess', { acknowledged: then }],
    ['investigate', { acknowledged: then, assessed: then }],
    ['propose', worked],
    ['approve', { ...worked, remedies: remedy('proposed') }],
    ['decide', { ...worked, remedies: remedy('approved') }],
    ['answer', decided],
    ['done', { ...decided, accepted: true }],
    ['close', { ...decided, accepted: true, remedies: remedy('done') }],
    ['refer', { ...decided, accepted: false }],
    ['decide', { ...decided, accepted: false, referred: true }],
  ] as const)('is to %s', (act, complaint) => {
    expect(nextStep(view(complaint))).toBe(act);
  });

  it('is nothing that the reader may not do', () => {
    expect(nextStep(view({}, ['note', 'assessed']))).toBe('assess');
    expect(nextStep(view({}, ['note']))).toBeNull();
  });

  it('is nothing once it is closed', () => {
    expect(nextStep(view({ closed: { reason: 'accepted', on: then, timely: true } }))).toBeNull();
  });
});

describe('what else could be done', () => {
  it('is neither the next step nor a note, which have places of their own', () => {
    expect(otherActs(view({}, ['note', 'acknowledged', 'assigned']), 'acknowledge')).toEqual(['assign']);
  });
  it('carries out no remedy when there is none left', () => {
    expect(otherActs(view({}, ['actionDone']), null)).toEqual([]);
    expect(otherActs(view({ remedies: remedy('approved') }, ['actionDone']), null)).toEqual(['done']);
  });
});
