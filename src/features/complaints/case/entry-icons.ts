import type { EventKind } from '../../../domain/events/data.ts';
import type { IconName } from '../../../ui/icon-paths.ts';

const ICONS: Readonly<Record<EventKind, IconName>> = {
  received: 'message',
  acknowledged: 'check',
  assessed: 'scale',
  assigned: 'person',
  transferred: 'transfer',
  investigated: 'search',
  note: 'note',
  partyChanged: 'phone',
  evidenceAdded: 'paperclip',
  remedyProposed: 'remedy',
  remedyApproved: 'check',
  decisionCommunicated: 'send',
  acceptedByComplainant: 'check',
  rejectedByComplainant: 'close',
  referred: 'forward',
  actionDone: 'remedy',
  closed: 'lock',
  reopened: 'reopen',
  corrected: 'edit',
  settled: 'scale',
  linked: 'link',
};

/** @param kind null: of a newer version of the app */
export const iconOf = (kind: EventKind | null): IconName => (kind === null ? 'more' : ICONS[kind]);
