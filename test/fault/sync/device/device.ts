/** A device of the fuzzer, wherever it runs: the app's data layer, told what to do by messages. */
import type { DataApi } from '../../../../src/data/api.ts';
import type { Surroundings } from '../../../../src/data/ports.ts';
import { must } from '../must.ts';
import type { Mishap } from '../plan.ts';
import { Clock } from './clock.ts';
import { DEVICE_HEADER } from './header.ts';
import { glance, look } from './look.ts';
import { User } from './user.ts';
import type { Command, Line, Owner, Told } from './wire.ts';

/** What a fuzzed device brings of its own; the rest is as where the app runs. */
export type Own = Pick<Surroundings, 'fetch' | 'baseUrl' | 'online' | 'now' | 'uuid'>;

/** Where a device runs. */
export interface Place {
  /** of the device in the run */
  readonly number: string;
  /** the data layer of that worker in which a person's or a kiosk's app keeps it */
  readonly start: (kind: Owner['kind'], own: Own) => DataApi;
  readonly tell: (told: Told) => void;
  /** From now on there is room on the disk, or none. */
  readonly fill: (full: boolean) => void;
  /** It is killed at the write of that number from now on. */
  readonly killAt: (writes: number, when: Extract<Mishap, { kind: 'kill' }>['when']) => void;
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Milliseconds. */
const LATER = 2 * 3_600_000;
/** Milliseconds that a device may take to come to rest when nothing goes wrong any more. */
const REST = 60_000;

export class Device {
  readonly #place: Place;
  readonly #clock = new Clock();
  #connected = false;
  #line: Line | null = null;
  #owner: Owner | null = null;
  #data: DataApi | null = null;

  constructor(place: Place) {
    this.#place = place;
  }

  async obey(command: Command): Promise<unknown> {
    switch (command.does) {
      case 'key':
        return await this.#start('person', '').publicKey(command.account);
      case 'open': {
        [this.#line, this.#owner, this.#clock.offset] = [command.line, command.owner, command.clock];
        this.#data = this.#start(command.owner.kind, command.line.origin);
        return await this.#data.open(command.owner);
      }
      case 'turn':
        return await this.#turn(command);
      case 'settle':
        return await this.#settle();
      case 'glance':
        return await glance(this.#opened());
      case 'see':
        return await look(this.#opened());
      case 'end':
        return await this.#data?.close();
    }
  }

  #opened(): DataApi {
    return must(this.#data, 'an open account');
  }

  #start(kind: Owner['kind'], origin: string): DataApi {
    return this.#place.start(kind, {
      fetch: this.#fetch,
      baseUrl: origin,
      online: () => this.#connected,
      now: this.#clock.now,
      uuid: this.#clock.uuid,
    });
  }

  #fetch: typeof fetch = (input, init) => {
    const { token, page } = must(this.#line);
    const headers = {
      ...(init?.headers as Record<string, string>),
      authorization: `Bearer ${token}`,
      origin: page,
      [DEVICE_HEADER]: this.#place.number,
    };
    return fetch(input, { ...init, headers });
  };

  /** What the app asks at its start and when it comes back: who is signed in, and what was granted. */
  async #refresh(): Promise<boolean> {
    if (!this.#connected) return false;
    const before = must(this.#owner);
    try {
      const path = before.kind === 'person' ? '/api/session' : '/api/kiosk';
      const response = await this.#fetch(`${must(this.#line).origin}${path}`);
      if (!response.ok) return false;
      const told = (await response.json()) as Owner;
      this.#owner = { ...before, ...told };
    } catch {
      return false;
    }
    return (await this.#opened().open(this.#owner)).ok;
  }

  /** @returns whether a round succeeded before the time was over */
  async #round(milliseconds: number): Promise<boolean> {
    const data = this.#opened();
    const before = (await data.status()).lastSync;
    const until = Date.now() + milliseconds;
    await data.syncNow();
    for (let ran = false; Date.now() < until; await pause(5)) {
      const { sync, lastSync } = await data.status();
      if (lastSync !== before && sync !== 'running') return true;
      ran ||= sync === 'running';
      if (ran && sync !== 'running') return false;
    }
    return false;
  }

  #befall(mishap: Mishap): void {
    if (mishap.kind === 'clock') this.#clock.offset = mishap.offset;
    else if (mishap.kind === 'full') this.#place.fill(true);
    else this.#place.killAt(mishap.writes, mishap.when);
  }

  async #turn({ net, steps, mishaps }: Extract<Command, { does: 'turn' }>): Promise<void> {
    const { tell } = this.#place;
    this.#connected = net === 'live';
    const refresh = async (): Promise<void> => void (await this.#refresh());
    const user = new User(this.#opened(), must(this.#owner), this.#clock.now, refresh);
    let fullUntil = 0;
    if (this.#connected) await this.#opened().syncNow();
    for (const [index, step] of steps.entries()) {
      if (index >= fullUntil) this.#place.fill(false);
      for (const mishap of mishaps.filter((one) => one.step === index)) {
        this.#befall(mishap);
        if (mishap.kind === 'full') fullUntil = index + mishap.steps;
      }
      tell({ tells: 'begins', op: step.op });
      const outcome = await user.do(step);
      if (outcome === null) continue;
      if (outcome.ok) tell({ tells: 'confirmed', item: outcome.item });
      else tell({ tells: 'denied', item: { op: step.op, code: outcome.code } });
    }
    this.#place.fill(false);
    if (net === 'after') {
      this.#connected = true;
      await this.#round(1_500);
    }
  }

  async #settle(): Promise<void> {
    this.#connected = true;
    this.#place.fill(false);
    const until = Date.now() + REST;
    // What is tried again after an hour, or gone after a while, without anybody's doing.
    this.#clock.offset += LATER;
    while (!(await this.#refresh())) if (Date.now() > until) throw new Error('it cannot ask who it is');
    while (!(await this.#round(5_000))) {
      if (Date.now() > until)
        throw new Error(`it does not sync: ${JSON.stringify(await this.#opened().status())}`);
      await pause(20);
    }
  }
}

/** Obeys, and tells how it went. */
export async function answer(device: Device, command: Command, tell: Place['tell']): Promise<void> {
  try {
    tell({ tells: 'answer', answer: (await device.obey(command)) ?? null });
  } catch (error) {
    tell({ tells: 'failed', error: error instanceof Error ? String(error.stack) : String(error) });
  }
}
