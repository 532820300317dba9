/**
 * Whether a complaint is within its author's reach, as the server held it before the item. Reach only: whether the act
 * was theirs to do is decided by the fold. Out of reach is refused; what was in reach and is no longer goes to
 * quarantine, for its author could not know.
 */
import { reach } from '../actor.ts';
import type { Actor } from '../actor.ts';
import type { FoldedComplaint } from '../complaint.ts';
import { effectiveMs } from '../hlc.ts';
import type { DeviceId, PersonId } from '../ids.ts';
import { may, roleMay } from '../permissions.ts';
import type { Subject } from '../permissions.ts';
import { complainedAbout, readsComplaint } from '../scope.ts';
import type { AdmissionContext, KnownAccount } from './context.ts';
import type { Item } from './item.ts';
import type { Finding } from './verdict.ts';

const forbidden: Finding = { refuse: 'scope.forbidden' };
const lost: Finding = { quarantine: 'quarantine.reachLost' };

export function actorAt(
  person: PersonId,
  device: DeviceId,
  { role, grants, remedyLimit }: KnownAccount,
  ms: number,
): Actor {
  return { role, person, device, ...reach(grants, ms), remedyLimit, surveys: [] };
}

/** @param complaint null: none such has come */
export function reachFinding(
  item: Extract<Item, { type: 'event' | 'evidence' }>,
  account: KnownAccount,
  author: PersonId,
  complaint: FoldedComplaint | null,
  ctx: AdmissionContext,
): Finding | null {
  const { doc } = item;
  const now = actorAt(author, doc.device, account, ctx.now);
  const then = actorAt(author, doc.device, account, effectiveMs(doc.at, ctx.now));
  if (!roleMay(account.role, 'complaint.work')) return forbidden;
  if (!account.active) return lost;
  if (complaint !== null) return ofComplaint(now, then, complaint);
  if (item.type === 'evidence' || doc['kind'] !== 'received') return { quarantine: 'quarantine.noComplaint' };
  const place = placeOf(doc['data']);
  if (may(now, 'complaint.record', { place })) return null;
  return may(then, 'complaint.record', { place }) ? lost : forbidden;
}

function ofComplaint(now: Actor, then: Actor, complaint: FoldedComplaint): Finding | null {
  if (readsComplaint(now, complaint)) return null;
  if (complainedAbout(now, complaint)) {
    const inReach =
      readsComplaint(now, { ...complaint, about: [] }) || hadReach(then, { ...complaint, about: [] });
    return inReach ? { quarantine: 'quarantine.conflictOfInterest' } : forbidden;
  }
  return hadReach(then, complaint) ? lost : forbidden;
}

/** Before it was sealed, transferred or given to somebody else, or before a grant was taken. */
function hadReach(then: Actor, complaint: FoldedComplaint): boolean {
  const { regions, assignees } = formerly(complaint);
  return [complaint.region, ...regions].some((region) =>
    [null, complaint.assignee, ...assignees].some((assignee) =>
      readsComplaint(then, { ...complaint, sealed: false, region, assignee }),
    ),
  );
}

/** Regions and assignees that acts in its log have given it, as far as they took effect. */
function formerly({ log }: FoldedComplaint): {
  regions: readonly FoldedComplaint['region'][];
  assignees: readonly FoldedComplaint['assignee'][];
} {
  const regions = new Set<FoldedComplaint['region']>();
  const assignees = new Set<FoldedComplaint['assignee']>();
  for (const { event, without } of log) {
    if (without !== null) continue;
    if (event.kind === 'received' || event.kind === 'transferred') regions.add(placeOf(event.data).region);
    if (event.kind === 'assigned') assignees.add(event.data['to'] as FoldedComplaint['assignee']);
  }
  return { regions: [...regions], assignees: [...assignees] };
}

/** Of data whose kind has a branch and a region, and which have been checked. */
export function placeOf(data: unknown): Required<NonNullable<Subject['place']>> {
  return data as Required<NonNullable<Subject['place']>>;
}
