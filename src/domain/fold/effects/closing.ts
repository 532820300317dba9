/** ISO 10002, 7.9: when a complaint may be closed, and that it can be opened again. */
import type { FoldedComplaint, WithoutEffect } from '../../complaint.ts';
import type { ClosingReason } from '../../codes.ts';
import type { Effect } from '../act.ts';
import { isSource, knewItClosed } from '../act.ts';

/**
 * What stands in the way of closing for this reason; null: nothing. Rejected stays open: until it is accepted,
 * withdrawn, or every recourse was told and used up.
 */
export function closingObstacle(
  reason: ClosingReason,
  { decided, accepted, referred }: Pick<FoldedComplaint, 'decided' | 'accepted' | 'referred'>,
): WithoutEffect | null {
  switch (reason) {
    case 'withdrawn':
      return null;
    case 'asImported':
      return 'log.notEntitled';
    case 'accepted':
      if (decided === null) return 'log.noDecision';
      return accepted === true ? null : 'log.notAccepted';
    case 'noReply':
      if (decided === null) return 'log.noDecision';
      return accepted === false ? 'log.notAccepted' : null;
    case 'recourseExhausted':
      if (decided === null) return 'log.noDecision';
      return referred ? null : 'log.recourseNotTold';
  }
}

export const closed: Effect<'closed'> = (act, state) => {
  const { reason, timely, unknownWhen } = act.data;
  if (!isSource(act.author)) {
    if (knewItClosed(act, state)) return 'log.closedAlready';
    const { decided, answer, referred } = state;
    const without = closingObstacle(reason, { decided, accepted: answer?.accepted ?? null, referred });
    if (without !== null) return without;
  }
  const on = unknownWhen === true ? null : act.when;
  state.registers.closed.write(act.id, act.pos, { reason, on, timely: timely ?? null });
  return null;
};

/** What was decided stays decided; the complainant's answer to it is asked anew. */
export const reopened: Effect<'reopened'> = (act, state) => {
  if ((state.registers.closed.held?.value ?? null) === null) return 'log.notClosed';
  state.registers.closed.write(act.id, act.pos, null);
  state.reopened += 1;
  state.answer = null;
  return null;
};
