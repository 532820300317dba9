/** Who handles it, and where. These widen a scope, so nothing here may take effect that was not entitled. */
import { outsideAssignee } from '../../admission/codes.ts';
import type { Effect } from '../act.ts';

export const assigned: Effect<'assigned'> = (act, state) => {
  const { to } = act.data;
  if (to !== null && state.about.includes(to)) return 'log.conflictOfInterest';
  // Whose branches are whose is known at admission only; a manager may choose anybody.
  if (act.author.role === 'field' && act.flags.includes(outsideAssignee)) return 'log.notEntitled';
  state.registers.assignee.write(act.id, act.pos, to);
  if (to !== null) state.assigneesEver.add(to);
  return null;
};

export const transferred: Effect<'transferred'> = ({ id, pos, data }, state) => {
  state.registers.branch.write(id, pos, { branch: data.branch, region: data.region });
  if (!state.branchesEver.includes(data.branch)) state.branchesEver.push(data.branch);
  return null;
};

/** Contact with the complainant is for whoever recorded the complaint or has, or had, it assigned. */
export const partyChanged: Effect<'partyChanged'> = ({ author }, state) => {
  if (author.role !== 'field') return null;
  const { person } = author;
  const theirs = person !== null && (person === state.recorder || state.assigneesEver.has(person));
  return theirs ? null : 'log.notEntitled';
};
