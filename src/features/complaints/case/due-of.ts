import type { FoldedComplaint } from '../../../domain/complaint.ts';
import type { Due } from '../use-due-text.ts';

/** What a deadline is set for; once the decision is told, or it is closed, nothing. */
export function dueOf({
  closed,
  decided,
  acknowledged,
  acknowledgeBy,
  respondBy,
}: Pick<FoldedComplaint, 'closed' | 'decided' | 'acknowledged' | 'acknowledgeBy' | 'respondBy'>): Due | null {
  if (closed !== null || decided !== null) return null;
  if (acknowledged === null)
    return acknowledgeBy === null ? null : { what: 'acknowledge', by: acknowledgeBy };
  return respondBy === null ? null : { what: 'respond', by: respondBy };
}
