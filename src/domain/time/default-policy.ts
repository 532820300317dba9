import type { DeadlinePolicy } from './deadlines.ts';

/** Acknowledge within 2 working days, respond within 10; critical ones within 1 and 3. */
export const defaultPolicy: DeadlinePolicy = {
  id: 'default',
  version: 1,
  acknowledge: {
    standard: { within: 2, unit: 'workingDays' },
    bySeverity: { critical: { within: 1, unit: 'workingDays' } },
  },
  respond: {
    standard: { within: 10, unit: 'workingDays' },
    bySeverity: { critical: { within: 3, unit: 'workingDays' } },
  },
};
