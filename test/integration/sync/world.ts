/** A server's insides over real stores, with an organisation, people and devices that sign: what sync is tested in. */
import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { uuidv7 } from 'uuidv7';
import type { AccountRole } from '../../../src/domain/actor.ts';
import type { ComplaintEvent, EventDraft } from '../../../src/domain/events/event.ts';
import type { EventKind } from '../../../src/domain/events/data.ts';
import { tick } from '../../../src/domain/hlc.ts';
import type { Stamp } from '../../../src/domain/hlc.ts';
import type {
  BranchId,
  ComplaintId,
  DeviceId,
  EventUuid,
  PersonId,
  RegionId,
  Uuid,
} from '../../../src/domain/ids.ts';
import { itemHash, sealEvent, sealItem } from '../../../src/domain/seal.ts';
import type { ItemDraft, Signed } from '../../../src/domain/seal.ts';
import { deviceKeys, webCrypto } from '../../../src/domain/seal-webcrypto.ts';
import { createAccount } from '../../../server/auth/accounts.ts';
import { openAuth } from '../../../server/auth/auth.ts';
import type { Auth } from '../../../server/auth/auth.ts';
import { enrolPerson } from '../../../server/auth/devices.ts';
import type { PublicJwk } from '../../../server/auth/device.ts';
import { openCases } from '../../../server/cases/cases.ts';
import type { Cases } from '../../../server/cases/cases.ts';
import type { Context } from '../../../server/context.ts';
import { seedOrganisation } from '../../../server/ops/seed.ts';
import type { Stores } from '../../../server/store/store.ts';

export const now = (): number => Date.now();
const newUuid = (): Uuid => uuidv7() as Uuid;

export interface World {
  readonly auth: Auth;
  readonly context: Context;
  readonly cases: Cases;
  person(role: AccountRole, reach: { branches?: string[]; regions?: string[] }): Promise<Person>;
  close(): Promise<void>;
}
export interface Person {
  readonly id: PersonId;
  readonly account: string;
  readonly device: TestDevice;
}

const calendar = {
  timeZone: 'Europe/Istanbul',
  workdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '17:00' },
  holidays: [],
};

export async function openWorld(stores: Stores, dataDir: string): Promise<World> {
  const log = pino({ level: 'silent' });
  const effects = { stores, now, uuid: newUuid, log };
  await seedOrganisation(effects, { name: 'Test', currency: 'TRY', demo: false });
  await stores.registry.write([
    ...['north', 'south'].map((region) => ({
      _id: `region:${region}`,
      type: 'region',
      v: 1,
      region,
      name: { default: region },
      calendar,
    })),
    ...[
      ['n1', 'north'],
      ['n2', 'north'],
      ['s1', 'south'],
    ].map(([branch, region]) => ({
      _id: `branch:${branch}`,
      type: 'branch',
      v: 1,
      branch,
      region,
      name: { default: branch },
      closed: false,
    })),
  ]);
  const auth = await openAuth(effects);
  const config = { dataDir } as Context['config'];
  const context: Context = { ...effects, config, identities: auth.identities, audit: auth.audit };
  const cases = await openCases(context);
  return {
    auth,
    context,
    cases,
    async person(role, { branches = [], regions = [] }) {
      const made = await createAccount(effects, {
        login: randomBytes(6).toString('hex'),
        name: `A ${role}`,
        role,
        branches: branches as BranchId[],
        regions: regions as RegionId[],
        remedyLimit: null,
        password: 'correct horse battery staple',
        temporary: false,
      });
      if (!made.ok) throw new Error(made.code);
      const { person, _id: account } = made.value;
      const keys = await deviceKeys(globalThis.crypto.subtle);
      const enrolled = await enrolPerson(effects, { account, person }, keys.publicKey as PublicJwk, 'test');
      if (!enrolled.ok) throw new Error(enrolled.code);
      return { id: person, account, device: new TestDevice(enrolled.value.device, person, keys.privateKey) };
    },
    async close() {
      await cases.close();
      await auth.close();
    },
  };
}

/** Signs as a phone does: its own count, chain and clock. */
export class TestDevice {
  readonly id: DeviceId;
  readonly person: PersonId;
  readonly #crypto: ReturnType<typeof webCrypto>;
  #seq = 0;
  #prev: string | null = null;
  #at: Stamp | null = null;

  constructor(id: DeviceId, person: PersonId, key: CryptoKey) {
    this.id = id;
    this.person = person;
    this.#crypto = webCrypto(globalThis.crypto.subtle, key);
  }

  async event<K extends EventKind>(
    complaint: ComplaintId,
    draft: EventDraft<K>,
    after: readonly EventUuid[] = [],
    change: { seq?: number; clock?: number; id?: EventUuid } = {},
  ): Promise<ComplaintEvent> {
    this.#at = tick(this.#at, change.clock ?? Date.now());
    this.#seq = change.seq ?? this.#seq + 1;
    const event = await sealEvent(
      draft,
      { complaint, id: change.id ?? (uuidv7() as EventUuid), after },
      {
        device: this.id,
        by: this.person,
        seq: this.#seq,
        prev: this.#prev,
        at: this.#at,
        salt: randomBytes(16).toString('base64url'),
      },
      this.#crypto,
    );
    this.#prev = await itemHash(event, this.#crypto);
    return event;
  }

  /** A response or evidence. @param clock Unix milliseconds */
  async item<D extends ItemDraft>(draft: D, clock = Date.now()): Promise<Omit<D, 'body'> & Signed> {
    this.#at = tick(this.#at, clock);
    this.#seq += 1;
    const position = {
      device: this.id,
      by: this.person,
      seq: this.#seq,
      prev: this.#prev,
      at: this.#at,
      salt: randomBytes(16).toString('base64url'),
    };
    const item = await sealItem(draft, position, this.#crypto);
    this.#prev = await itemHash(item, this.#crypto);
    return item;
  }

  received(
    complaint: ComplaintId,
    branch = 'n1',
    region = 'north',
    text = 'The boiler leaks again',
  ): Promise<ComplaintEvent> {
    return this.event(complaint, {
      kind: 'received',
      data: {
        reference: 'N7K-0412-Q',
        branch: branch as BranchId,
        region: region as RegionId,
        channel: 'phone',
        category: ['repair'],
        wanted: ['repair'],
        received: new Date().toISOString() as never,
        policy: 'policy:default:1',
      },
      body: { text },
    });
  }
}

export const newComplaint = (): ComplaintId => uuidv7() as ComplaintId;
