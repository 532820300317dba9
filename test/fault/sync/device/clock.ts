/** A device's clock, which is wrong and jumps; ids are made by it, as a browser makes them. */
import type { Uuid } from '../../../../src/domain/ids.ts';
import { responseId } from '../../../../src/domain/response-id.ts';

export class Clock {
  /** milliseconds that it is ahead of the true time */
  offset = 0;

  now = (): number => Date.now() + this.offset;

  uuid = (): Uuid => responseId(this.now(), crypto.getRandomValues(new Uint8Array(10))) as Uuid;
}
