/** A device's clock, which is wrong and jumps; ids are made by it, as a browser makes them. */
import { randomBytes } from 'node:crypto';
import type { Uuid } from '../../../../src/domain/ids.ts';

export class Clock {
  /** milliseconds that it is ahead of the true time */
  offset = 0;

  now = (): number => Date.now() + this.offset;

  /** Version 7 (RFC 9562): 48 bits of time, the rest random. */
  uuid = (): Uuid => {
    const bytes = randomBytes(16);
    bytes.writeUIntBE(this.now(), 0, 6);
    bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
    bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
    return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5') as Uuid;
  };
}
