/**
 * Whether a complaint is within its author's reach, as the server held it before the item. Reach only: whether the act
 * was theirs to do is decided by the fold. What never was in their reach is refused. What was and is no longer goes to
 * quarantine, whenever it was done: a phone without a network hears late of a reach that was taken, and its clock may be
 * wrong by days.
 */
import { everGranted, reach } from '../actor.ts';
import type { Actor } from '../actor.ts';
import type { FoldedComplaint } from '../complaint.ts';
import type { DeviceId, PersonId } from '../ids.ts';
import { may, roleMay } from '../permissions.ts';
import type { Subject } from '../permissions.ts';
import { complainedAbout, readsComplaint } from '../scope.ts';
import type { AdmissionContext, KnownAccount } from './context.ts';
import type { Item } from './item.ts';
import type { Finding } from './verdict.ts';

const forbidden: Finding = { refuse: 'scope.forbidden' };
const lost: Finding = { quarantine: 'quarantine.reachLost' };

type Places = Pick<Actor, 'branches' | 'regions'>;

const actorOf = (
  person: PersonId,
  device: DeviceId,
  { role, remedyLimit }: KnownAccount,
  places: Places,
): Actor => ({ role, person, device, ...places, remedyLimit, surveys: [] });

/** @param complaint null: none such has come */
export function reachFinding(
  item: Extract<Item, { type: 'event' | 'evidence' }>,
  account: KnownAccount,
  author: PersonId,
  complaint: FoldedComplaint | null,
  ctx: AdmissionContext,
): Finding | null {
  const { doc } = item;
  const now = actorOf(author, doc.device, account, reach(account.grants, ctx.now));
  const ever = actorOf(author, doc.device, account, everGranted(account.grants, ctx.now));
  if (!roleMay(account.role, 'complaint.work')) return forbidden;
  if (!account.active) return lost;
  if (complaint !== null) return ofComplaint(now, ever, complaint);
  if (item.type === 'evidence' || doc['kind'] !== 'received') return { quarantine: 'quarantine.noComplaint' };
  const place = placeOf(doc['data']);
  if (may(now, 'complaint.record', { place })) return null;
  return may(ever, 'complaint.record', { place }) ? lost : forbidden;
}

function ofComplaint(now: Actor, ever: Actor, complaint: FoldedComplaint): Finding | null {
  if (readsComplaint(now, complaint)) return null;
  if (complainedAbout(now, complaint)) {
    const inReach =
      readsComplaint(now, { ...complaint, about: [] }) || hadReach(ever, { ...complaint, about: [] });
    return inReach ? { quarantine: 'quarantine.conflictOfInterest' } : forbidden;
  }
  return hadReach(ever, complaint) ? lost : forbidden;
}

/** Before it was sealed, transferred or given to somebody else, or before a grant was taken. */
function hadReach(ever: Actor, complaint: FoldedComplaint): boolean {
  const { regions, assignees } = formerly(complaint);
  return [complaint.region, ...regions].some((region) =>
    [null, complaint.assignee, ...assignees].some((assignee) =>
      readsComplaint(ever, { ...complaint, sealed: false, region, assignee }),
    ),
  );
}

/** Regions and assignees that acts in its log have given it, as far as they took effect. */
function formerly({ log, earlier }: FoldedComplaint): {
  regions: readonly FoldedComplaint['region'][];
  assignees: readonly FoldedComplaint['assignee'][];
} {
  const regions = new Set<FoldedComplaint['region']>(earlier?.regions);
  const assignees = new Set<FoldedComplaint['assignee']>(earlier?.state.assigneesEver);
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
