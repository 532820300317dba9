/**
 * What each role may do, said once; server and screens both ask it. Nothing is allowed by default: an action that no
 * rule names, or a subject that a rule needs and does not get, is refused.
 */
import type { Actor, Role } from './actor.ts';
import { complainedAbout, readable, readsComplaint, readsParty } from './scope.ts';
import type { ScopeParent } from './scope.ts';
import type { BranchId, PersonId, RegionId } from './ids.ts';

export const actions = [
  'complaint.record',
  'complaint.read',
  'complaint.work',
  'complaint.assign',
  'complaint.transfer',
  'remedy.propose',
  'remedy.approve',
  'party.read',
  'party.change',
  'evidence.read',
  'response.push',
  'report.read',
  'quarantine.decide',
  'registry.read',
  'people.manage',
  'organisation.manage',
  'devices.manage',
] as const;
export type Action = (typeof actions)[number];

/** To whom a complaint could be given: an actor, or a person of the registry. */
export interface Colleague {
  readonly person: PersonId | null;
  readonly role: Role;
  readonly branches: readonly BranchId[];
  readonly regions: readonly RegionId[];
}

/** What an action is about; each rule needs its own part of it. */
export interface Subject {
  /** the complaint as materialised, of which the party, the evidence or the remedy may be a part */
  readonly complaint?: ScopeParent;
  /** where a complaint is recorded, of where a report speaks, where what is in quarantine came from */
  readonly place?: { readonly branch?: BranchId; readonly region: RegionId };
  /** who is to get the complaint; null: nobody any more */
  readonly assignee?: Colleague | null;
  /** of a remedy, in minor units of the organisation's currency; null: it costs nothing */
  readonly amount?: number | null;
  /** `_id` of a document of the registry */
  readonly doc?: string;
}

type Condition = (actor: Actor, subject: Subject) => boolean;

const anywhere: Condition = () => true;
const inTheirBranches: Condition = (actor, { place }) =>
  place?.branch !== undefined && actor.branches.includes(place.branch);
const inTheirRegions: Condition = (actor, { place }) =>
  place !== undefined && actor.regions.includes(place.region);
const complaintsTheyRead: Condition = (actor, { complaint }) =>
  complaint !== undefined && readsComplaint(actor, complaint);
const partiesTheyRead: Condition = (actor, { complaint }) =>
  complaint !== undefined && readsParty(actor, complaint);
const registryTheyRead: Condition = (actor, { doc }) => doc !== undefined && readable(actor, doc, null);
const withinTheirLimit: Condition = (actor, { amount }) =>
  amount !== undefined && withinLimit(actor.remedyLimit, amount);
const toNobodyOrAColleague: Condition = (_actor, { complaint, assignee }) =>
  complaint !== undefined &&
  (assignee === null || (assignee !== undefined && mayBeAssigned(assignee, complaint)));
const toWhoeverItIsNotAbout: Condition = (_actor, { complaint, assignee }) =>
  complaint !== undefined &&
  (assignee === null || (assignee !== undefined && !complainedAbout(assignee, complaint)));

const both =
  (one: Condition, other: Condition): Condition =>
  (actor, subject) =>
    one(actor, subject) && other(actor, subject);

type Rules = Partial<Record<Action, Condition>>;

const rules: Record<Role, Rules> = {
  field: {
    'complaint.record': inTheirBranches,
    'complaint.read': complaintsTheyRead,
    'complaint.work': complaintsTheyRead,
    'complaint.assign': both(complaintsTheyRead, toNobodyOrAColleague),
    'remedy.propose': complaintsTheyRead,
    'remedy.approve': both(complaintsTheyRead, withinTheirLimit),
    'party.read': partiesTheyRead,
    'party.change': partiesTheyRead,
    'evidence.read': partiesTheyRead,
    'registry.read': registryTheyRead,
  },
  manager: {
    'complaint.record': inTheirRegions,
    'complaint.read': complaintsTheyRead,
    'complaint.work': complaintsTheyRead,
    'complaint.assign': both(complaintsTheyRead, toWhoeverItIsNotAbout),
    'complaint.transfer': complaintsTheyRead,
    'remedy.propose': complaintsTheyRead,
    'remedy.approve': both(complaintsTheyRead, withinTheirLimit),
    'party.read': partiesTheyRead,
    'party.change': partiesTheyRead,
    'evidence.read': partiesTheyRead,
    'report.read': inTheirRegions,
    'quarantine.decide': inTheirRegions,
    'registry.read': registryTheyRead,
  },
  analyst: {
    'report.read': inTheirRegions,
    'registry.read': registryTheyRead,
  },
  admin: {
    'people.manage': anywhere,
    'organisation.manage': anywhere,
    'devices.manage': anywhere,
    'registry.read': registryTheyRead,
  },
  kiosk: {
    'response.push': anywhere,
    'registry.read': registryTheyRead,
  },
  complainant: {},
  source: {
    'complaint.record': anywhere,
    'complaint.work': anywhere,
    'complaint.assign': anywhere,
    'complaint.transfer': anywhere,
    'remedy.propose': anywhere,
    'remedy.approve': anywhere,
    'party.change': anywhere,
    'response.push': anywhere,
  },
};

/** @returns whether `actor` may do `action` to just this `subject` */
export function may(actor: Actor, action: Action, subject: Subject = {}): boolean {
  return rules[actor.role][action]?.(actor, subject) ?? false;
}

/**
 * Whether there is anything at all to which this role may do it: what a menu asks, and the fold, which knows the
 * author's role and not their reach (that was admission's question). An unknown role may do nothing.
 */
export function roleMay(role: string, action: Action): boolean {
  return Object.hasOwn(rules, role) && rules[role as Role][action] !== undefined;
}

/**
 * @param limit the highest amount that they may decide alone, minor units; null: any
 * @param amount minor units; null: the remedy costs nothing
 */
export function withinLimit(limit: number | null, amount: number | null): boolean {
  return limit === null || amount === null || amount <= limit;
}

/** Whether field staff may give the complaint to this colleague: somebody who handles it by their own reach. */
export function mayBeAssigned(colleague: Colleague, complaint: ScopeParent): boolean {
  const actor: Actor = { ...colleague, device: null, remedyLimit: 0, surveys: [] };
  return readsComplaint(actor, { ...complaint, assignee: null });
}
