/** A device's process as the fuzzer holds it: told what to do, killed, and started again on the same folder. */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { must } from './must.ts';
import type { Command, Confirmed, Denied, Line, Owner, Seen, Told } from './device/wire.ts';
import type { Turn } from './plan.ts';

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

export class DeviceProcess {
  readonly dir: string;
  readonly number: number;
  readonly #program: string;
  #child: ChildProcess | null = null;
  #owner: Owner | null = null;
  #line: Line | null = null;
  #clock = 0;
  #begun = -1;
  #witness: Witness = { confirmed: () => undefined, denied: () => undefined };
  kills = 0;

  constructor(program: string, dir: string, number: number) {
    this.#program = program;
    this.dir = dir;
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

  /** Closes its stores; what it keeps is then all on disk. */
  async end(): Promise<void> {
    if (this.#child === null) return;
    await this.#ask({ does: 'end' });
    await this.kill();
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
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
    const child = this.#child ?? this.#start();
    if (!child.connected) throw new Killed(`device ${this.number} has ended`);
    return await new Promise((resolve, reject) => {
      const hangs = setTimeout(() => {
        end();
        reject(new Error(`device ${this.number} hangs: ${command.does}, step ${this.#begun}`));
      }, HANGS);
      const onExit = (): void => {
        end();
        reject(new Killed(`device ${this.number} has ended`));
      };
      const end = (): void => {
        clearTimeout(hangs);
        child.off('message', onMessage);
        child.off('disconnect', onExit);
      };
      const onMessage = (told: Told): void => {
        if (told.tells === 'begins') this.#begun = told.op;
        else if (told.tells === 'confirmed') this.#witness.confirmed(told.item);
        else if (told.tells === 'denied') this.#witness.denied(told.item);
        else if (told.tells === 'answer') {
          end();
          resolve(told.answer);
        } else {
          end();
          reject(new Error(`device ${this.number}: ${told.error}`));
        }
      };
      child.on('message', onMessage);
      // Not at its exit: what it had told before is then still on its way.
      child.once('disconnect', onExit);
      child.send(command);
    });
  }

  #start(): ChildProcess {
    const child = fork(this.#program, [this.dir, String(this.number)], {
      serialization: 'advanced',
      // It is built: what this process needs to run sources would only make it start slower.
      execArgv: [],
    });
    this.#child = child;
    return child;
  }
}
