/**
 * Who may read which document: the one function that every path asks. Said twice on purpose: `readable` decides about
 * one document, `actorKeys` and `docKeys` let an index find all of them. A property test holds the two together.
 *
 * Where the design is silent, the least exposure was chosen:
 * - a reach counts only in the role that it is meant for: branches for field staff, regions for managers;
 * - a sealed complaint is read by the managers of its region and by whoever it is assigned to, by nobody else;
 * - who recorded a complaint reads its party while they still have one of its branches, not for ever after;
 * - an erased complaint is still read (its ids, order and codes are left), its party and evidence by nobody;
 * - events and responses are pulled by nobody: a complaint carries its log, a long one with its continuations.
 */
import type { Actor } from './actor.ts';
import { canonicalText } from './canonical.ts';
import type { FoldedComplaint } from './complaint.ts';
import { restOf, typeOf } from './ids.ts';
import type { BranchId, PersonId } from './ids.ts';

/** What scope reads of a complaint. The rules of these fields are frozen: another fold must not widen a scope. */
export type ScopeParent = Pick<
  FoldedComplaint,
  'region' | 'branchesEver' | 'recorder' | 'assignee' | 'about' | 'sealed' | 'erased'
>;

export interface DocKeys {
  /** an actor with one of these keys reads it … */
  readonly allow: readonly string[];
  /** … unless they have one of these */
  readonly deny: readonly string[];
}

const registryTypes = new Set(['organisation', 'region', 'branch', 'taxonomy', 'policy', 'survey', 'person']);
/** A continuation of a long log is a part of its complaint. @param type of a document */
export const isOfLog = (type: string): boolean => type === 'complaint' || type === 'log';
const nobody: DocKeys = { allow: [], deny: [] };

const branchKey = (branch: BranchId): string => `branch:${branch}`;
const personKey = (person: PersonId): string => `person:${person}`;
const personAtKey = (person: PersonId, branch: BranchId): string => `person:${person}@${branch}`;
const docKey = (id: string): string => `doc:${id}`;
const registryKey = 'registry';

/** `survey:<id>` of `survey:<id>:<version>`: a kiosk shows a survey, in whichever version is current. */
const surveyOf = (docId: string): string => `survey:${restOf(docId).replace(/:[0-9]+$/, '')}`;

const isSelf = (actor: Actor, person: PersonId | null): boolean => person !== null && person === actor.person;
const inTheirBranches = (actor: Actor, parent: ScopeParent): boolean =>
  parent.branchesEver.some((branch) => actor.branches.includes(branch));

/** Whoever a complaint is about neither reads nor handles it, whatever else they are. */
export const complainedAbout = (actor: Pick<Actor, 'person'>, parent: Pick<ScopeParent, 'about'>): boolean =>
  actor.person !== null && parent.about.includes(actor.person);

export function readsComplaint(actor: Actor, parent: ScopeParent): boolean {
  if (complainedAbout(actor, parent)) return false;
  if (actor.role === 'manager')
    return actor.regions.includes(parent.region) || isSelf(actor, parent.assignee);
  if (actor.role !== 'field') return false;
  return isSelf(actor, parent.assignee) || (!parent.sealed && inTheirBranches(actor, parent));
}

/** The party, and evidence, which is as personal as the party. */
export function readsParty(actor: Actor, parent: ScopeParent): boolean {
  if (parent.erased || !readsComplaint(actor, parent)) return false;
  if (actor.role === 'manager') return true;
  return isSelf(actor, parent.assignee) || isSelf(actor, parent.recorder);
}

function readsRegistry(actor: Actor, docId: string): boolean {
  switch (actor.role) {
    case 'field':
    case 'manager':
    case 'analyst':
    case 'admin':
      return true;
    case 'kiosk':
      return kioskDocs(actor).includes(typeOf(docId) === 'survey' ? surveyOf(docId) : docId);
    case 'complainant':
    case 'source':
      return false;
  }
}

const kioskDocs = (kiosk: Actor): readonly string[] => [
  'organisation:self',
  ...kiosk.branches.map((branch) => `branch:${branch}`),
  ...kiosk.regions.map((region) => `region:${region}`),
  ...kiosk.surveys,
];

/**
 * @param docId `complaint:<uuid>`, `log:<uuid>:<page>`, `party:<uuid>`, `evidence:<complaint>:<uuid>`, or a document of the registry
 * @param parent the complaint that it is or belongs to, as materialised; null for the registry
 */
export function readable(actor: Actor, docId: string, parent: ScopeParent | null): boolean {
  const type = typeOf(docId);
  if (registryTypes.has(type)) return readsRegistry(actor, docId);
  if (parent === null) return false;
  if (isOfLog(type)) return readsComplaint(actor, parent);
  if (type === 'party' || type === 'evidence') return readsParty(actor, parent);
  return false;
}

/** The keys by which an index finds what `actor` may read. */
export function actorKeys(actor: Actor): readonly string[] {
  const { person } = actor;
  switch (actor.role) {
    case 'field':
      return [
        registryKey,
        ...actor.branches.map(branchKey),
        ...(person === null
          ? []
          : [personKey(person), ...actor.branches.map((at) => personAtKey(person, at))]),
      ];
    case 'manager':
      return [
        registryKey,
        ...actor.regions.map((region) => `region:${region}`),
        ...(person === null ? [] : [personKey(person)]),
      ];
    case 'analyst':
    case 'admin':
      return [registryKey];
    case 'kiosk':
      return kioskDocs(actor).map(docKey);
    case 'complainant':
    case 'source':
      return [];
  }
}

/** Which keys a document is read by. Parameters as for `readable`. */
export function docKeys(docId: string, parent: ScopeParent | null): DocKeys {
  const type = typeOf(docId);
  if (registryTypes.has(type)) {
    return { allow: [registryKey, docKey(type === 'survey' ? surveyOf(docId) : docId)], deny: [] };
  }
  if (parent === null) return nobody;
  const deny = parent.about.map(personKey);
  const always = [
    `region:${parent.region}`,
    ...(parent.assignee === null ? [] : [personKey(parent.assignee)]),
  ];
  if (isOfLog(type)) {
    return { allow: parent.sealed ? always : [...always, ...parent.branchesEver.map(branchKey)], deny };
  }
  if (type !== 'party' && type !== 'evidence') return nobody;
  if (parent.erased) return nobody;
  const { recorder } = parent;
  const recording =
    recorder === null || parent.sealed
      ? []
      : parent.branchesEver.map((branch) => personAtKey(recorder, branch));
  return { allow: [...always, ...recording], deny };
}

export function keysMatch(keys: ReadonlySet<string>, doc: DocKeys): boolean {
  return doc.allow.some((key) => keys.has(key)) && !doc.deny.some((key) => keys.has(key));
}

/** What a scope epoch stands for: two actors with the same digest read the same documents. */
export function scopeDigest(actor: Actor): string {
  return canonicalText({
    role: actor.role,
    person: actor.person,
    keys: [...new Set(actorKeys(actor))].sort(),
  });
}
