/** ISO 10002, 7.8 and 7.9: the decision is communicated, the complainant answers, recourse is told. */
import type { Effect } from '../act.ts';
import { isSource, knewItClosed } from '../act.ts';

export const decisionCommunicated: Effect<'decisionCommunicated'> = (act, state) => {
  if (knewItClosed(act, state) && !isSource(act.author)) return 'log.closedAlready';
  state.registers.outcome.write(act.id, act.pos, act.data.outcome ?? null);
  // The deadline was for the first answer; a new decision after a rejection does not make that one late.
  state.decided ??= act.when;
  // A new decision waits for a new answer, unless the answer came without its author's knowing.
  if (state.answer !== null && state.ancestry.hadSeen(act.pos, state.answer.pos)) state.answer = null;
  for (const kind of new Set(act.data.remedies)) {
    if (state.remedies.some((one) => one.kind === kind)) continue;
    state.remedies.push({ event: act.id, kind, amount: null, state: 'approved' });
  }
  return null;
};

export const acceptedByComplainant: Effect<'acceptedByComplainant'> = (act, state) => {
  if (!isSource(act.author)) {
    if (knewItClosed(act, state)) return 'log.closedAlready';
    if (state.decided === null) return 'log.noDecision';
  }
  state.answer = { accepted: true, pos: act.pos };
  return null;
};

/**
 * A complaint whose decision was rejected stays open (7.9). If somebody else closed it meanwhile, not knowing of the
 * rejection, then open stands against closed and a person has to settle it.
 */
export const rejectedByComplainant: Effect<'rejectedByComplainant'> = (act, state) => {
  const source = isSource(act.author);
  if (!source) {
    if (knewItClosed(act, state)) return 'log.closedAlready';
    if (state.decided === null) return 'log.noDecision';
  }
  state.answer = { accepted: false, pos: act.pos };
  const { closed } = state.registers;
  if (!source && (closed.held?.value ?? null) !== null) closed.write(act.id, act.pos, null);
  return null;
};

export const referred: Effect<'referred'> = (act, state) => {
  if (knewItClosed(act, state) && !isSource(act.author)) return 'log.closedAlready';
  state.referred = true;
  return null;
};
