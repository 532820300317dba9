/** What is to be done next with a complaint, and what else could be done: of that which the rules let its reader do. */
import type { CaseView } from '../../../data/api.ts';
import type { EventKind } from '../../../domain/events/data.ts';

/** What can be done from a complaint's page, and the events that it makes. */
const EVENTS = {
  note: ['note'],
  acknowledge: ['acknowledged'],
  assess: ['assessed'],
  assign: ['assigned'],
  transfer: ['transferred'],
  investigate: ['investigated'],
  propose: ['remedyProposed'],
  approve: ['remedyApproved'],
  decide: ['decisionCommunicated'],
  answer: ['acceptedByComplainant', 'rejectedByComplainant'],
  refer: ['referred'],
  done: ['actionDone'],
  close: ['closed'],
  reopen: ['reopened'],
  correct: ['corrected'],
  party: ['partyChanged'],
} as const satisfies Record<string, readonly EventKind[]>;
export type ActId = keyof typeof EVENTS;
export const actIds = Object.keys(EVENTS) as readonly ActId[];

export type StepView = Pick<CaseView, 'may' | 'complaint'>;

/** Remedies that were approved, or need no approval any more, and are still to be carried out. */
const isToBeDone = ({ complaint }: StepView): boolean =>
  complaint.remedies.some(({ state }) => state !== 'done');

export function mayDo(view: StepView, act: ActId): boolean {
  if (act === 'done' && !isToBeDone(view)) return false;
  return EVENTS[act].some((kind) => view.may.includes(kind));
}

/** In the order of ISO 10002, clause 7; the first that is open and may be done. Null: nothing but waiting or notes. */
export function nextStep(view: StepView): ActId | null {
  const { closed, acknowledged, assessed, investigated, decided, accepted, remedies, referred } =
    view.complaint;
  if (closed !== null) return null;
  const proposed = remedies.some(({ state }) => state === 'proposed');
  const open: readonly (readonly [ActId, boolean])[] = [
    ['acknowledge', acknowledged === null && decided === null],
    ['assess', assessed === null && investigated === null && decided === null],
    ['investigate', investigated === null && decided === null],
    ['propose', remedies.length === 0 && decided === null],
    ['approve', proposed && decided === null],
    ['decide', decided === null],
    ['answer', accepted === null],
    ['done', accepted === true && isToBeDone(view)],
    ['refer', accepted === false && !referred],
    // Rejected, and recourse told: it stays open until there is an end, and a new decision is one way to it.
    ['decide', accepted === false && referred],
    ['close', accepted === true],
  ];
  return open.find(([act, isOpen]) => isOpen && mayDo(view, act))?.[0] ?? null;
}

export const otherActs = (view: StepView, next: ActId | null): readonly ActId[] =>
  actIds.filter((act) => act !== next && act !== 'note' && mayDo(view, act));
