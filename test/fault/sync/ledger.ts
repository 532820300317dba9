/** What devices told their users, written down apart from the product. */
import type { Confirmed, Denied } from './device/wire.ts';
import type { Witness } from './held-device.ts';

export interface Entry extends Confirmed {
  /** number of the device in the run */
  readonly device: number;
}

export class Ledger {
  readonly confirmed = new Map<number, Entry>();
  /** steps that a device told its user it could not save, and did not save later either */
  readonly denied = new Map<number, Denied>();

  witness(device: number): Witness {
    return {
      confirmed: (item) => {
        this.confirmed.set(item.op, { ...item, device });
        this.denied.delete(item.op);
      },
      denied: (item) => void this.denied.set(item.op, item),
    };
  }
}
