/** A person chooses between values that two people had written without knowing of each other. */
import { contestable } from '../../complaint.ts';
import type { ContestableField } from '../../complaint.ts';
import type { Action } from '../../permissions.ts';
import type { Effect } from '../act.ts';
import { entitled } from '../act.ts';

/** To settle takes the right to have done it: whoever may not transfer does not settle where a complaint belongs. */
const actionFor = (field: ContestableField): Action => {
  if (field === 'assignee') return 'complaint.assign';
  return field === 'branch' ? 'complaint.transfer' : 'complaint.work';
};

export const settled: Effect<'settled'> = ({ id, pos, author, data }, { registers }) => {
  const field = contestable.find((one) => one === data.field);
  if (field === undefined) return 'log.nothingToSettle';
  if (!entitled(author, actionFor(field))) return 'log.notEntitled';
  return registers[field].settle(id, pos, data.choice) ? null : 'log.nothingToSettle';
};
