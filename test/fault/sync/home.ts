/** Where a device lives, killed and started again on what it has stored. */
import type { Command, Told } from './device/wire.ts';
import type { Store } from './store.ts';

export interface Home {
  start(): Promise<Body>;
  /** What lies in its stores while it does not run. */
  stores(): Promise<readonly Store[]>;
}

/** A device that runs, until it is killed or kills itself. */
export interface Body {
  alive(): boolean;
  send(command: Command): void;
  /** @param ended after all that it had told @returns stop listening */
  hear(told: (told: Told) => void, ended: () => void): () => void;
  kill(): Promise<void>;
}
