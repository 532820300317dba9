/** Makes and signs what a device makes, numbered and chained as the app does. */
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type {
  BranchId,
  ComplaintId,
  DeviceId,
  EventUuid,
  PersonId,
  RegionId,
} from '../../../src/domain/ids.ts';
import { tick } from '../../../src/domain/hlc.ts';
import type { Stamp } from '../../../src/domain/hlc.ts';
import { formatReference } from '../../../src/domain/reference.ts';
import type { DeviceCode } from '../../../src/domain/reference.ts';
import { itemHash, sealEvent, sealItem } from '../../../src/domain/seal.ts';
import type { Crypto } from '../../../src/domain/seal.ts';
import { instantOf } from '../../../src/domain/time/moment.ts';

export interface Maker {
  readonly device: string;
  readonly code: string;
  readonly person: string | null;
  readonly branch: string;
  readonly crypto: Crypto;
}

const TEXT =
  'The boiler leaks again, the third time this winter. They say that whoever came last had no time to look at the ' +
  'valve, wrote a bill all the same, and that nobody answered on the telephone since. They ask for a visit this week.';

export class LoadPen {
  readonly #maker: Maker;
  #seq = 0;
  #prev: string | null = null;
  #at: Stamp | null = null;

  constructor(maker: Maker) {
    this.#maker = maker;
  }

  async response(): Promise<object & { _id: string }> {
    const item = await sealItem(
      {
        _id: `response:${uuidv7()}`,
        survey: 'survey:satisfaction:1',
        language: 'ka',
        started: null,
        finished: instantOf(Date.now()),
        complete: true,
        answers: { overall: 4, recommend: 9 },
        missing: {},
        channel: 'kiosk',
      },
      this.#position(),
      this.#maker.crypto,
    );
    return this.#made(item);
  }

  async complaint(): Promise<object & { _id: string }> {
    const { branch, code, crypto } = this.#maker;
    const position = this.#position();
    const event = await sealEvent(
      {
        kind: 'received',
        data: {
          reference: formatReference(code as DeviceCode, this.#seq),
          branch: branch as BranchId,
          region: 'north' as RegionId,
          channel: 'phone',
          category: ['repair'],
          wanted: ['repair'],
          received: instantOf(Date.now()),
          policy: 'policy:default:1',
        },
        body: { text: TEXT },
      },
      { complaint: uuidv7() as ComplaintId, id: uuidv7() as EventUuid, after: [] },
      position,
      crypto,
    );
    return this.#made(event);
  }

  #position() {
    this.#seq += 1;
    this.#at = tick(this.#at, Date.now());
    return {
      device: this.#maker.device as DeviceId,
      by: this.#maker.person as PersonId | null,
      seq: this.#seq,
      prev: this.#prev,
      at: this.#at,
      salt: randomBytes(16).toString('base64url'),
    };
  }

  async #made<T extends object & { _id: string }>(item: T): Promise<T> {
    this.#prev = await itemHash(item, this.#maker.crypto);
    return item;
  }
}
