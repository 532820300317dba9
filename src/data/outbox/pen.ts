/**
 * Seals what is made on this device, one item after the other: each gets the next number, the hash of the item before
 * and the next stamp of the clock. What it has sealed counts only when the outbox has written it together with `chain`.
 */
import { tick, witness } from '../../domain/hlc.ts';
import type { Stamp } from '../../domain/hlc.ts';
import type { ComplaintId, DeviceId, EventUuid, PersonId } from '../../domain/ids.ts';
import type { EventKind } from '../../domain/events/data.ts';
import type { ComplaintEvent, EventDraft } from '../../domain/events/event.ts';
import { formatReference } from '../../domain/reference.ts';
import type { DeviceCode } from '../../domain/reference.ts';
import { itemHash, sealEvent, sealItem } from '../../domain/seal.ts';
import type { Crypto, ItemDraft, Position, Signed } from '../../domain/seal.ts';

/** Where a device stands in what it makes. */
export interface Chain {
  /** number of the last item; 0: none yet */
  readonly seq: number;
  /** hash of the last item */
  readonly last: string | null;
  readonly at: Stamp | null;
  /** how many references were given out */
  readonly references: number;
}
export const freshChain: Chain = { seq: 0, last: null, at: null, references: 0 };

/** Who makes it, and on which enrolled device. */
export interface Maker {
  readonly device: DeviceId;
  /** begins this device's references */
  readonly code: DeviceCode;
  /** null: a kiosk */
  readonly person: PersonId | null;
  readonly crypto: Crypto;
}

export type SignedItem = Signed & { readonly _id: string; readonly [field: string]: unknown };

export interface PenEffects {
  readonly now: () => number;
  readonly salt: () => string;
}

export class Pen {
  readonly docs: SignedItem[] = [];
  chain: Chain;
  readonly #maker: Maker;
  readonly #effects: PenEffects;

  constructor(chain: Chain, maker: Maker, effects: PenEffects) {
    this.chain = chain;
    this.#maker = maker;
    this.#effects = effects;
  }

  /** What this device has seen stamped so: what is made from here on comes after it. */
  saw(stamps: readonly Stamp[]): void {
    const now = this.#effects.now();
    const at = stamps.reduce<Stamp | null>((last, seen) => witness(last, seen, now), this.chain.at);
    this.chain = { ...this.chain, at };
  }

  nextReference(): string {
    const references = this.chain.references + 1;
    this.chain = { ...this.chain, references };
    return formatReference(this.#maker.code, references);
  }

  async event<K extends EventKind>(
    draft: EventDraft<K>,
    of: { readonly complaint: ComplaintId; readonly id: EventUuid; readonly after: readonly EventUuid[] },
  ): Promise<ComplaintEvent> {
    const event = await sealEvent(draft, of, this.#position(), this.#maker.crypto);
    await this.#follow(event);
    return event;
  }

  async item<D extends ItemDraft>(draft: D): Promise<Omit<D, 'body'> & Signed> {
    const item = await sealItem(draft, this.#position(), this.#maker.crypto);
    await this.#follow(item);
    return item;
  }

  #position(): Position {
    const { device, person } = this.#maker;
    return {
      device,
      by: person,
      seq: this.chain.seq + 1,
      prev: this.chain.last,
      at: tick(this.chain.at, this.#effects.now()),
      salt: this.#effects.salt(),
    };
  }

  async #follow(item: SignedItem): Promise<void> {
    const last = await itemHash(item, this.#maker.crypto);
    this.docs.push(item);
    this.chain = { ...this.chain, seq: item.seq, at: item.at, last };
  }
}
