/** What an event is examined for beyond what every item is. */
import type { FoldedComplaint } from '../complaint.ts';
import type { EventData } from '../events/data.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { eventUuidOf } from '../ids.ts';
import type { EventUuid } from '../ids.ts';
import { mayBeAssigned } from '../permissions.ts';
import { reach } from '../actor.ts';
import { outsideAssignee } from './codes.ts';
import type { Flag, Refusal } from './codes.ts';
import type { AdmissionContext } from './context.ts';
import { placeOf } from './reach.ts';

/**
 * Events that a complaint takes. What they cost does not grow with their number, but for one that comes late, for which
 * all are read and folded: of so many that takes the server 1.4 s of a processor, and 50 MB.
 */
export const MAX_LOG = 20_000;

/** Where the event puts the complaint must exist, or a made-up region would widen its readers. */
export async function placeFault(
  { kind, data }: ComplaintEvent,
  ctx: AdmissionContext,
): Promise<Refusal | null> {
  if (kind !== 'received' && kind !== 'transferred') return null;
  const { branch, region } = placeOf(data);
  const regions = await ctx.regionsOf(branch);
  if (regions.length === 0) return 'branch.unknown';
  return regions.includes(region) ? null : 'branch.region';
}

/**
 * Whether the event comes after itself, by way of what the log has. Of a long log its end is enough, unless an event
 * before names this one: whatever else stands there leads only to what stands there.
 *
 * @param complaint with its whole log, if an event before its `earlier` names this one
 */
export function closesCycle(event: ComplaintEvent, complaint: FoldedComplaint | null): boolean {
  const own = eventUuidOf(event._id);
  if (event.after.includes(own)) return true;
  const after = new Map<EventUuid, readonly EventUuid[]>(
    (complaint?.log ?? []).map((entry) => [eventUuidOf(entry.event._id), entry.event.after]),
  );
  // Nearly always nobody names an event that comes only now.
  if (![...after.values()].some((seen) => seen.includes(own))) return false;
  const visited = new Set<EventUuid>();
  const waiting = [...event.after];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (id === own) return true;
    if (visited.has(id)) continue;
    visited.add(id);
    waiting.push(...(after.get(id) ?? []));
  }
  return false;
}

/** Whose branches are whose is known here and not in the fold, which refuses effect by this flag. */
export async function assigneeFlags(
  event: ComplaintEvent,
  complaint: FoldedComplaint | null,
  ctx: AdmissionContext,
): Promise<readonly Flag[]> {
  if (event.kind !== 'assigned' || complaint === null) return [];
  const { to } = event.data as EventData<'assigned'>;
  if (to === null) return [];
  const account = await ctx.account(to);
  const inside =
    account !== null &&
    account.active &&
    mayBeAssigned({ person: to, role: account.role, ...reach(account.grants, ctx.now) }, complaint);
  return inside ? [] : [outsideAssignee];
}
