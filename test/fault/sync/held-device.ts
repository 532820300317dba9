/** A device as the fuzzer holds it: told what to do, killed, and started again on what it has stored. */
import { must } from './must.ts';
import type { Command, Confirmed, Denied, Line, Owner, Seen, Told } from './device/wire.ts';
import type { Body, Home } from './home.ts';
import type { Turn } from './plan.ts';
import type { Store } from './store.ts';

export interface Witness {
  confirmed(item: Confirmed): void;
  denied(item: Denied): void;
}

/** Milliseconds after which a device that does not answer counts as hanging. */
const HANGS = 180_000;

/** It was killed, as it was told to be. */
class Killed extends Error {
  override readonly name = 'Killed';
}

export class HeldDevice {
  readonly number: number;
  readonly #home: Home;
  #body: Body | null = null;
  #owner: Owner | null = null;
  #line: Line | null = null;
  #clock = 0;
  #begun = -1;
  #witness: Witness = { confirmed: () => undefined, denied: () => undefined };
  kills = 0;

  constructor(home: Home, number: number) {
    this.#home = home;
    this.number = number;
  }

  async key(account: string): Promise<JsonWebKey> {
    return (await this.#ask({ does: 'key', account })) as JsonWebKey;
  }

  /** @throws when it does not open: a device that was killed at any time opens again */
  async open(owner: Owner, line: Line): Promise<void> {
    [this.#owner, this.#line] = [owner, line];
    await this.#reopen();
  }

  /** Ends early where the device is killed, and goes on with the step after. */
  async turn(turn: Turn, witness: Witness): Promise<void> {
    this.#witness = witness;
    let [steps, mishaps] = [turn.steps, turn.mishaps];
    for (;;) {
      const clocks = mishaps.flatMap((one) => (one.kind === 'clock' ? [one.offset] : []));
      try {
        await this.#ask({ does: 'turn', net: turn.net, steps, mishaps });
        this.#clock = clocks.at(-1) ?? this.#clock;
        // Whatever it was about to write when the turn ended.
        if (mishaps.some(({ kind }) => kind === 'kill')) await this.#killAndReopen();
        return;
      } catch (error) {
        if (!(error instanceof Killed)) throw error;
      }
      const done = steps.findIndex(({ op }) => op === this.#begun) + 1;
      for (const one of mishaps) if (one.kind === 'clock' && one.step < done) this.#clock = one.offset;
      mishaps = mishaps.flatMap((one) =>
        one.step < done || one.kind === 'kill' ? [] : [{ ...one, step: one.step - done }],
      );
      steps = steps.slice(done);
      await this.#killAndReopen();
    }
  }

  async settle(): Promise<void> {
    await this.#ask({ does: 'settle' });
  }
  async glance(): Promise<string> {
    return String(await this.#ask({ does: 'glance' }));
  }
  async see(): Promise<Seen> {
    return (await this.#ask({ does: 'see' })) as Seen;
  }

  /** Closes its stores. @returns what it keeps, which is then all on disk */
  async end(): Promise<readonly Store[]> {
    await this.#ask({ does: 'end' });
    await this.kill();
    return await this.#home.stores();
  }

  async kill(): Promise<void> {
    const body = this.#body;
    this.#body = null;
    await body?.kill();
  }

  async #killAndReopen(): Promise<void> {
    this.kills += 1;
    await this.kill();
    await this.#reopen();
  }

  async #reopen(): Promise<void> {
    const opened = (await this.#ask({
      does: 'open',
      owner: must(this.#owner),
      line: must(this.#line),
      clock: this.#clock,
    })) as { readonly ok: boolean };
    if (!opened.ok) throw new Error(`device ${this.number} does not open: ${JSON.stringify(opened)}`);
  }

  async #ask(command: Command): Promise<unknown> {
    this.#body ??= await this.#home.start();
    const body = this.#body;
    if (!body.alive()) throw new Killed(`device ${this.number} has ended`);
    return await new Promise((resolve, reject) => {
      const hangs = setTimeout(() => {
        deafen();
        reject(new Error(`device ${this.number} hangs: ${command.does}, step ${this.#begun}`));
      }, HANGS);
      const onTold = (told: Told): void => {
        if (told.tells === 'begins') this.#begun = told.op;
        else if (told.tells === 'confirmed') this.#witness.confirmed(told.item);
        else if (told.tells === 'denied') this.#witness.denied(told.item);
        else {
          deafen();
          if (told.tells === 'answer') resolve(told.answer);
          else reject(new Error(`device ${this.number}: ${told.error}`));
        }
      };
      const stop = body.hear(onTold, () => {
        deafen();
        reject(new Killed(`device ${this.number} has ended`));
      });
      const deafen = (): void => {
        clearTimeout(hangs);
        stop();
      };
      body.send(command);
    });
  }
}
