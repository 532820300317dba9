/**
 * Who may read what, by the words of the design and by nothing of the product: a second opinion. It is told what was
 * done, and of each secret (a text, an id) it says whether somebody may ever be shown it.
 */
import type { ComplaintId, EventUuid } from '../../../src/domain/ids.ts';
import { regionOfBranch } from './cast.ts';
import type { Branch, Name, Region } from './cast.ts';
import type { Player } from './template.ts';

export interface Case {
  readonly label: string;
  readonly id: ComplaintId;
  region: Region;
  branch: Branch;
  readonly branchesEver: Set<Branch>;
  readonly recorder: Name;
  assignee: Name | null;
  readonly about: readonly Name[];
  /** for so long that devices need not keep it */
  closedLongAgo: boolean;
  head: EventUuid;
  hasParty: boolean;
  /** ids of documents, and the hashes of bytes that are there */
  readonly evidence: { readonly id: string; readonly hash: string }[];
}
export interface Held {
  readonly id: string;
  readonly by: Name;
  readonly region: Region | null;
  readonly about: readonly Name[];
}
interface Reach {
  branches: readonly Branch[];
  regions: readonly Region[];
}

const staff = ['field', 'manager', 'analyst', 'admin'];

export class Oracle {
  readonly cases = new Map<string, Case>();
  readonly held: Held[] = [];
  /** answers by the region of the kiosk when they came */
  readonly responses: Region[] = [];
  readonly regionOf = new Map<Branch, Region>(Object.entries(regionOfBranch) as [Branch, Region][]);
  readonly #reach = new Map<Name, Reach>();
  readonly #players: ReadonlyMap<Name, Player>;
  readonly #secrets = new Map<string, { readonly what: string; readonly for: (who: Name) => boolean }>();

  constructor(players: ReadonlyMap<Name, Player>) {
    this.#players = players;
    for (const { name, person, device } of players.values()) {
      const everybodyOfStaff = (who: Name): boolean => who === name || staff.includes(this.roleOf(who));
      if (person !== null) this.secret(person, `person ${name}`, everybodyOfStaff);
      this.secret(device, `device of ${name}`, everybodyOfStaff);
      this.secret(`login-${name}`, `login of ${name}`, (who) => who === name || this.roleOf(who) === 'admin');
    }
  }

  roleOf(who: Name): string {
    return this.#players.get(who)?.role ?? 'nobody';
  }
  reachOf(who: Name): Reach {
    return this.#reach.get(who) ?? { branches: [], regions: [] };
  }
  grant(who: Name, reach: Reach): void {
    this.#reach.set(who, reach);
  }

  /** Whole regions given to field staff are each of their branches. */
  branchesOf(who: Name): Branch[] {
    const { branches, regions } = this.reachOf(who);
    return [...this.regionOf].flatMap(([branch, region]) =>
      branches.includes(branch) || regions.includes(region) ? [branch] : [],
    );
  }

  /** "field: the complaints of their branches; manager: all complaints of their regions"; whoever it is about: never. */
  readsComplaint(who: Name, { about, assignee, region, branchesEver }: Case): boolean {
    const role = this.roleOf(who);
    if ((role !== 'field' && role !== 'manager') || about.includes(who)) return false;
    if (assignee === who) return true;
    return role === 'manager'
      ? this.reachOf(who).regions.includes(region)
      : this.branchesOf(who).some((branch) => branchesEver.has(branch));
  }

  /** "personal details only of those they record or are assigned"; evidence is as personal. */
  readsParty(who: Name, one: Case): boolean {
    if (!this.readsComplaint(who, one)) return false;
    return this.roleOf(who) === 'manager' || one.assignee === who || one.recorder === who;
  }

  mayRecord(who: Name, branch: Branch): boolean {
    const region = this.regionOf.get(branch);
    if (this.roleOf(who) === 'manager')
      return region !== undefined && this.reachOf(who).regions.includes(region);
    return this.roleOf(who) === 'field' && this.branchesOf(who).includes(branch);
  }

  /** "decided by a manager", of the region, never by whom it is or whom its complaint is about */
  decides(who: Name, { by, region, about }: Held): boolean {
    if (this.roleOf(who) !== 'manager' || by === who || about.includes(who)) return false;
    const { regions } = this.reachOf(who);
    return region === null ? regions.length > 0 : regions.includes(region);
  }

  /** The documents of cases that somebody reads, and those that a device has to hold. */
  casesFor(who: Name): { all: Set<string>; kept: Set<string> } {
    const all = new Set<string>();
    const kept = new Set<string>();
    for (const one of this.cases.values()) {
      const docs = [
        ...(this.readsComplaint(who, one) ? [`complaint:${one.id}`] : []),
        ...(this.readsParty(who, one)
          ? [...(one.hasParty ? [`party:${one.id}`] : []), ...one.evidence.map(({ id }) => id)]
          : []),
      ];
      for (const id of docs) {
        all.add(id);
        if (!one.closedLongAgo) kept.add(id);
      }
    }
    return { all, kept };
  }

  /** A part of a complaint's log is read by who reads the complaint, whichever parts there are. */
  readsLog(who: Name, id: string): boolean {
    const complaint = /^log:([^:]+):[0-9]{6}$/.exec(id)?.[1];
    return [...this.cases.values()].some((one) => one.id === complaint && this.readsComplaint(who, one));
  }

  /** The reference data: all of it for staff, what it shows for a kiosk. @param branch the kiosk's */
  readsRegistry(who: Name, id: string, branch: Branch | null): boolean {
    if (staff.includes(this.roleOf(who))) return true;
    if (this.roleOf(who) !== 'kiosk' || branch === null) return false;
    return (
      ['organisation:self', `branch:${branch}`, `region:${this.regionOf.get(branch)}`].includes(id) ||
      id.startsWith('survey:satisfaction:')
    );
  }

  secret(text: string, what: string, readers: (who: Name) => boolean): void {
    this.#secrets.set(text, { what, for: readers });
  }

  /** Every secret in this text that `who` may not be shown. @param said by themselves, so that an echo tells nothing */
  leaks(who: Name, text: string, said: string): string[] {
    const found = new Set<string>();
    for (const [token] of text.matchAll(tokens)) {
      const secret = this.#secrets.get(token);
      if (secret !== undefined && !secret.for(who) && !said.includes(token))
        found.add(`${secret.what} (${token})`);
    }
    return [...found];
  }
  /** Which of these secrets of theirs the text lacks. */
  lacks(text: string, wanted: readonly string[]): string[] {
    const there = new Set([...text.matchAll(tokens)].map(([token]) => token));
    return wanted.filter((token) => !there.has(token));
  }
  /** Texts that `who` is to find in the documents of their scope. */
  textsFor(who: Name): string[] {
    return [...this.#secrets].flatMap(([token, { for: readers }]) =>
      token.startsWith('zq') && readers(who) ? [token] : [],
    );
  }
}

/** Marks that the fuzzer writes into texts, hashes, uuids, and logins. */
const tokens =
  /z[ql][0-9a-f]{12}|[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}|login-[a-z]+/g;
