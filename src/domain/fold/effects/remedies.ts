/** ISO 10002, 7.7: remedies are proposed, approved within a limit, and carried out. */
import { withinLimit } from '../../permissions.ts';
import type { Effect } from '../act.ts';
import { isSource, knewItClosed } from '../act.ts';

export const remedyProposed: Effect<'remedyProposed'> = (act, state) => {
  if (knewItClosed(act, state) && !isSource(act.author)) return 'log.closedAlready';
  const { remedy, amount } = act.data;
  const costs = amount === undefined ? null : { minor: amount.minor, currency: amount.currency };
  state.remedies.push({ event: act.id, kind: remedy, amount: costs, state: 'proposed' });
  return null;
};

/** A second approval changes nothing, and is no mistake of the second approver. */
export const remedyApproved: Effect<'remedyApproved'> = (act, state) => {
  if (knewItClosed(act, state) && !isSource(act.author)) return 'log.closedAlready';
  const remedy = state.remedies.find(({ event }) => event === act.data.proposal);
  if (remedy === undefined) return 'log.unknownProposal';
  if (!withinLimit(act.author.remedyLimit, remedy.amount?.minor ?? null)) return 'log.aboveLimit';
  if (remedy.state === 'proposed') remedy.state = 'approved';
  return null;
};

/**
 * Carries out the approved remedy of this kind, or a proposed one that its author could have decided alone. What nobody
 * had proposed was done all the same, and is listed. It may be done after the closing.
 */
export const actionDone: Effect<'actionDone'> = ({ id, data, author }, { remedies }) => {
  const open = remedies.filter((one) => one.kind === data.remedy && one.state !== 'done');
  const next = open.find((one) => one.state === 'approved') ?? open[0];
  if (next === undefined) {
    remedies.push({ event: id, kind: data.remedy, amount: null, state: 'done' });
    return null;
  }
  if (next.state === 'proposed' && !withinLimit(author.remedyLimit, next.amount?.minor ?? null)) {
    return 'log.aboveLimit';
  }
  next.state = 'done';
  return null;
};
