/** Which permission an event takes. */
import type { Action } from '../permissions.ts';
import type { EventKind } from './data.ts';

const actionsByKind: Record<EventKind, Action> = {
  received: 'complaint.record',
  acknowledged: 'complaint.work',
  assessed: 'complaint.work',
  assigned: 'complaint.assign',
  transferred: 'complaint.transfer',
  investigated: 'complaint.work',
  note: 'complaint.work',
  partyChanged: 'party.change',
  evidenceAdded: 'complaint.work',
  remedyProposed: 'remedy.propose',
  remedyApproved: 'remedy.approve',
  decisionCommunicated: 'complaint.work',
  acceptedByComplainant: 'complaint.work',
  rejectedByComplainant: 'complaint.work',
  referred: 'complaint.work',
  actionDone: 'complaint.work',
  closed: 'complaint.work',
  reopened: 'complaint.work',
  corrected: 'complaint.work',
  settled: 'complaint.work',
  linked: 'complaint.work',
};

export const actionOf = (kind: EventKind): Action => actionsByKind[kind];
