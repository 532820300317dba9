/** For tests of admission: phones that sign with real keys, and a server that remembers what it admitted. */
import type { AccountRole, Grant } from '../actor.ts';
import { admit } from '../admission/admit.ts';
import type { AdmissionContext, ChainLink, KnownAccount, KnownDevice } from '../admission/context.ts';
import type { Verdict } from '../admission/verdict.ts';
import type { FoldedComplaint } from '../complaint.ts';
import type { EventData, EventKind } from '../events/data.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { fold } from '../fold/fold.ts';
import { makeStamp } from '../hlc.ts';
import type { EventUuid } from '../ids.ts';
import { itemHash, sealEvent, sealItem } from '../seal.ts';
import type { Crypto, Position, Signed, Verifier } from '../seal.ts';
import { deviceKeys, webCrypto, webHasher, webVerifier } from '../seal-webcrypto.ts';
import { MINUTE, START, branch, context, device, eventId, person, region, theComplaint } from './history.ts';

/** A device with its chain and its key. `minute`: after START. */
export class Phone {
  seq = 0;
  prev: string | null = null;
  readonly name: string;
  readonly by: string | null;
  readonly crypto: Crypto;

  constructor(name: string, by: string | null, crypto: Crypto) {
    this.name = name;
    this.by = by;
    this.crypto = crypto;
  }

  private async chained<T extends Signed & { _id: string }>(
    minute: number,
    seal: (position: Position) => Promise<T>,
  ): Promise<T> {
    this.seq += 1;
    const made = await seal({
      device: device(this.name),
      by: this.by === null ? null : person(this.by),
      seq: this.seq,
      prev: this.prev,
      at: makeStamp(START + minute * MINUTE, 0),
      salt: 'A'.repeat(22),
    });
    this.prev = await itemHash(made, this.crypto);
    return made;
  }

  event<K extends EventKind>(
    n: number,
    kind: K,
    data: EventData<K>,
    more: { minute?: number; after?: readonly EventUuid[]; text?: string } = {},
  ): Promise<ComplaintEvent> {
    const { minute = n, after = n === 1 ? [] : [eventId(n - 1)], text } = more;
    const draft = { kind, data, ...(text === undefined ? {} : { body: { text } }) };
    const of = { complaint: theComplaint, id: eventId(n), after };
    return this.chained(minute, (position) => sealEvent(draft, of, position, this.crypto));
  }

  item<D extends { readonly _id: string }>(
    draft: D,
    minute: number,
  ): Promise<Omit<D, 'body'> & Signed & { _id: string }> {
    return this.chained(
      minute,
      (position) =>
        sealItem(draft, position, this.crypto) as Promise<Omit<D, 'body'> & Signed & { _id: string }>,
    );
  }
}

export class World {
  /** minutes after START */
  minute = 60;
  readonly devices = new Map<string, KnownDevice>();
  readonly accounts = new Map<string, KnownAccount>();
  readonly erased = new Set<string>();
  readonly regionsOf = new Map<string, readonly string[]>([
    ['b1', ['east']],
    ['b2', ['east']],
    ['b3', ['west']],
  ]);
  sealed = false;
  private readonly subtle: SubtleCrypto;
  private readonly verifier: Verifier;
  private readonly events: ComplaintEvent[] = [];
  private readonly links: { device: string; seq: number; link: ChainLink }[] = [];
  private readonly hashes = new Map<string, string>();

  constructor(subtle: SubtleCrypto) {
    this.subtle = subtle;
    this.verifier = webVerifier(subtle);
  }

  async phone(name: string, by: string | null, kind: KnownDevice['kind'] = 'person'): Promise<Phone> {
    const keys = await deviceKeys(this.subtle);
    this.devices.set(name, {
      kind,
      publicKey: keys.publicKey,
      enrolments: by === null ? [] : [{ person: person(by), from: START - 1_000 * MINUTE, until: null }],
      revoked: false,
      mark: null,
      surveys: kind === 'kiosk' ? ['survey:s1'] : [],
    });
    return new Phone(name, by, webCrypto(this.subtle, keys.privateKey));
  }

  /** @param until minutes after START */
  grant(by: string, role: AccountRole, where: string, until: number | null = null): void {
    const time = { from: START - 1_000 * MINUTE, until: until === null ? null : START + until * MINUTE };
    const grants: Grant[] = [
      role === 'field'
        ? { kind: 'branch', branch: branch(where), ...time }
        : { kind: 'region', region: region(where), ...time },
    ];
    this.accounts.set(by, { role, grants, remedyLimit: 1_000, active: true });
  }

  change(name: string, change: Partial<KnownDevice>): void {
    const known = this.devices.get(name);
    if (known !== undefined) this.devices.set(name, { ...known, ...change });
  }

  mark(name: string, minute: number): void {
    this.change(name, { mark: makeStamp(START + minute * MINUTE, 0) });
  }

  complaint(): FoldedComplaint | null {
    return fold(this.events, { ...context, sealed: this.sealed, erased: this.erased.has(theComplaint) });
  }

  /** Admits and, if it is admitted or quarantined, remembers that it came. */
  async push(item: object): Promise<Verdict> {
    const ctx: AdmissionContext = {
      now: START + this.minute * MINUTE,
      via: 'carrier',
      hasher: webHasher(this.subtle),
      verifier: this.verifier,
      device: async (id) => this.devices.get(id) ?? null,
      chain: async (id, seq) =>
        this.links.filter((one) => one.device === id && one.seq === seq).map(({ link }) => link),
      hashOf: async (id) => this.hashes.get(id) ?? null,
      account: async (id) => this.accounts.get(id) ?? null,
      complaint: async (id) => (id === theComplaint ? this.complaint() : null),
      isErased: async (id) => this.erased.has(id),
      regionsOf: async (id) => (this.regionsOf.get(id) ?? []).map(region),
    };
    const verdict = await admit(item, ctx);
    if (verdict.verdict === 'admit' || verdict.verdict === 'quarantine') {
      const doc = item as ComplaintEvent;
      this.links.push({
        device: doc.device,
        seq: doc.seq,
        link: { hash: verdict.hash, prev: doc.prev, at: doc.at },
      });
      this.hashes.set(doc._id, verdict.hash);
      if (verdict.verdict === 'admit' && doc._id.startsWith('event:'))
        this.events.push({ ...doc, admitted: verdict.admitted });
    }
    return verdict;
  }
}

/** In a word: `admit`, `admit backdated`, `again`, or the code. */
export function said(verdict: Verdict): string {
  switch (verdict.verdict) {
    case 'admit':
      return ['admit', ...verdict.flags].join(' ');
    case 'again':
      return 'again';
    case 'quarantine':
      return verdict.code;
    case 'refuse':
      return [verdict.code, verdict.field, verdict.rule].filter((part) => part !== undefined).join(' ');
  }
}
