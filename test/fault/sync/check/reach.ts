/** Who may read what, written from the rules (DESIGN.md, "People and what they may do") and not from the product's scope. */
import type { FoldedComplaint } from '../../../../src/domain/complaint.ts';
import type { Person } from '../organisation.ts';
import type { Reach } from '../plan.ts';

export interface Reader extends Pick<Person, 'role' | 'person'> {
  readonly reach: Reach;
}

export function mayReadComplaint({ role, person, reach }: Reader, complaint: FoldedComplaint): boolean {
  if ((complaint.about as readonly string[]).includes(person)) return false;
  if (complaint.assignee === person) return true;
  return role === 'manager'
    ? reach.regions.includes(complaint.region)
    : complaint.branchesEver.some((branch) => reach.branches.includes(branch));
}

/** Personal details: managers; of field staff who recorded it, while they have a branch of it, and whom it is assigned to. */
export function mayReadParty(reader: Reader, complaint: FoldedComplaint): boolean {
  if (!mayReadComplaint(reader, complaint)) return false;
  if (reader.role === 'manager' || complaint.assignee === reader.person) return true;
  const theirs = complaint.branchesEver.some((branch) => reader.reach.branches.includes(branch));
  return complaint.recorder === reader.person && theirs;
}
