/** What each kind of event does to a complaint. */
import type { EventKind } from '../../events/data.ts';
import type { Effect } from '../act.ts';
import { acknowledged, assessed, corrected, investigated } from './assessing.ts';
import { assigned, partyChanged, transferred } from './assigning.ts';
import { closed, reopened } from './closing.ts';
import { acceptedByComplainant, decisionCommunicated, referred, rejectedByComplainant } from './deciding.ts';
import { actionDone, remedyApproved, remedyProposed } from './remedies.ts';
import { settled } from './settling.ts';

/** It is in the log, and that is all it does. */
const nothing = (): null => null;

export const effects: { readonly [K in EventKind]: Effect<K> } = {
  received: () => 'log.alreadyReceived',
  acknowledged,
  assessed,
  assigned,
  transferred,
  investigated,
  note: nothing,
  partyChanged,
  evidenceAdded: nothing,
  remedyProposed,
  remedyApproved,
  decisionCommunicated,
  acceptedByComplainant,
  rejectedByComplainant,
  referred,
  actionDone,
  closed,
  reopened,
  corrected,
  settled,
  linked: nothing,
};
