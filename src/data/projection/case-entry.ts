import type { FoldedComplaint } from '../../domain/complaint.ts';
import type { CaseRow } from '../api.ts';
import type { RegionId } from '../../domain/ids.ts';
import type { Moment } from '../../domain/time/moment.ts';

/** What lists read of a complaint; kept in memory for all of them, so it is small. */
export interface CaseEntry extends Omit<CaseRow, 'due' | 'unsynced'> {
  readonly region: RegionId;
  /** what is to be done next and by when; null: nothing that a deadline is set for */
  readonly next: { readonly what: 'acknowledge' | 'respond'; readonly by: Moment } | null;
  /** null: open, or nobody knows when it was closed */
  readonly closedOn: Moment | null;
}

/** Characters: two lines of a phone's list. */
const BEGINNING = 140;

export function caseEntry(complaint: FoldedComplaint): CaseEntry {
  const { text } = complaint;
  return {
    id: complaint.complaint,
    reference: complaint.reference,
    text: text === null ? '' : beginning(text),
    category: complaint.category,
    wanted: complaint.wanted,
    branch: complaint.branch,
    region: complaint.region,
    recorder: complaint.recorder,
    assignee: complaint.assignee,
    severity: complaint.severity,
    safety: complaint.safety,
    step: complaint.step,
    received: complaint.received,
    next: nextDeadline(complaint),
    closed: complaint.closed !== null,
    closedOn: complaint.closed?.on ?? null,
    contested: complaint.contested.length > 0,
  };
}

/** Cut between characters: half of a surrogate pair would be shown as a box. */
const beginning = (text: string): string => text.slice(0, BEGINNING).replace(/[\ud800-\udbff]$/, '');

/** Once the decision is told, no deadline is left, acknowledged or not. */
function nextDeadline(complaint: FoldedComplaint): CaseEntry['next'] {
  if (complaint.closed !== null || complaint.decided !== null) return null;
  const [what, by] =
    complaint.acknowledged === null
      ? (['acknowledge', complaint.acknowledgeBy] as const)
      : (['respond', complaint.respondBy] as const);
  return by === null ? null : { what, by };
}
