/** Who calls, from the directory and the sessions: one rule for what an account or a kiosk amounts to. */
import type { FastifyRequest } from 'fastify';
import { reach } from '../../src/domain/actor.ts';
import type { Actor, Grant } from '../../src/domain/actor.ts';
import type { KnownAccount } from '../../src/domain/admission/context.ts';
import type { PersonId } from '../../src/domain/ids.ts';
import { accountDocId } from './account.ts';
import type { AccountDoc } from './account.ts';
import { deviceDocId, deviceRecord } from './device.ts';
import type { DeviceDoc } from './device.ts';
import type { Directory } from './directory.ts';
import type { Caller, DeviceRecord, Identities } from './identity.ts';
import { sessionEnd } from './session.ts';
import type { Live, Sessions } from './sessions.ts';

/** `survey:<id>` of `survey:<id>:<version>` */
const withoutVersion = (survey: string): string => survey.replace(/:[0-9]+$/, '');

export class StoredIdentities implements Identities {
  readonly #directory: Directory;
  readonly #sessions: Sessions;
  readonly #now: () => number;
  readonly #sessionOf = new WeakMap<Caller, string>();

  constructor(directory: Directory, sessions: Sessions, now: () => number) {
    this.#directory = directory;
    this.#sessions = sessions;
    this.#now = now;
  }

  async caller(request: FastifyRequest): Promise<Caller | null> {
    return this.#caller(await this.#sessions.live(request));
  }

  async again(caller: Caller): Promise<Caller | null> {
    const id = this.#sessionOf.get(caller);
    return id === undefined ? null : this.#caller(await this.#sessions.liveById(id, false));
  }

  async device(id: string): Promise<DeviceRecord | null> {
    const doc = await this.#directory.device(deviceDocId(id));
    return doc === null ? null : deviceRecord(doc, this.#directory.regionOf);
  }

  async devices(): Promise<readonly DeviceRecord[]> {
    return this.#directory.devices().map((doc) => deviceRecord(doc, this.#directory.regionOf));
  }

  async account(person: PersonId): Promise<KnownAccount | null> {
    const account = await this.#directory.account(accountDocId(person));
    if (account === null) return null;
    const { role, remedyLimit, disabled } = account;
    return { role, grants: this.#singleBranches(account), remedyLimit, active: !disabled };
  }

  onChange(listener: () => void): () => void {
    return this.#directory.onChange(listener);
  }

  #caller(live: Live | null): Caller | null {
    if (live === null) return null;
    const { session, account, device } = live;
    const caller: Caller = {
      actor: account === null ? this.#kiosk(device) : this.#person(account, device, this.#now()),
      via: session.of,
      device: device === null ? null : deviceRecord(device, this.#directory.regionOf),
      expires: sessionEnd(session),
    };
    this.#sessionOf.set(caller, session._id);
    return caller;
  }

  #person(account: AccountDoc, device: DeviceDoc | null, at: number): Actor {
    return {
      role: account.role,
      person: account.person,
      device: device?.device ?? null,
      ...reach(this.#singleBranches(account), at),
      remedyLimit: account.remedyLimit,
      surveys: [],
    };
  }

  /** A whole region given to field staff is each of its branches, which is what their scope is made of. */
  #singleBranches({ role, grants }: AccountDoc): Grant[] {
    if (role !== 'field') return grants;
    return grants.flatMap((one): Grant[] => {
      if (one.kind === 'branch') return [one];
      const { from, until } = one;
      const branches = this.#directory.branchesOf([one.region]);
      return [one, ...branches.map((branch) => ({ kind: 'branch' as const, branch, from, until }))];
    });
  }

  #kiosk(device: DeviceDoc): Actor {
    const region = device.branch === null ? null : this.#directory.regionOf(device.branch);
    return {
      role: 'kiosk',
      person: null,
      device: device.device,
      branches: device.branch === null ? [] : [device.branch],
      regions: region === null ? [] : [region],
      remedyLimit: 0,
      surveys: [...new Set(device.surveys.map(withoutVersion))],
    };
  }
}
