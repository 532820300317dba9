/** ISO 10002, 7.4 to 7.6: acknowledgement, assessment, investigation; and corrections of what was received. */
import type { Effect } from '../act.ts';
import { isSource, knewItClosed } from '../act.ts';

/** The first acknowledgement is the one that counts. */
export const acknowledged: Effect<'acknowledged'> = (act, state) => {
  if (state.acknowledged !== null) return 'log.alreadyAcknowledged';
  if (knewItClosed(act, state) && !isSource(act.author)) return 'log.closedAlready';
  state.acknowledged = act.when;
  return null;
};

export const assessed: Effect<'assessed'> = (act, state) => {
  if (knewItClosed(act, state) && !isSource(act.author)) return 'log.closedAlready';
  state.registers.severity.write(act.id, act.pos, act.data.severity);
  state.safety = act.data.safety ?? state.safety;
  state.assessed ??= act.when;
  return null;
};

export const investigated: Effect<'investigated'> = (act, state) => {
  if (knewItClosed(act, state) && !isSource(act.author)) return 'log.closedAlready';
  state.investigated ??= act.when;
  return null;
};

/** What was written down wrongly can be corrected at any time, closed or not. */
export const corrected: Effect<'corrected'> = ({ id, pos, data }, { registers }) => {
  switch (data.field) {
    case 'category':
      registers.category.write(id, pos, data.value);
      return null;
    case 'wanted':
      registers.wanted.write(id, pos, data.value);
      return null;
    case 'happened':
      registers.happened.write(id, pos, data.value);
      return null;
    case 'channel':
      registers.channel.write(id, pos, data.value);
      return null;
  }
};
