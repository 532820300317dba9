/** Codes of devices, which begin their references: each is taken by moving a counter on, and so by one device only. */
import * as v from 'valibot';
import { deviceCodeAt } from '../../src/domain/reference.ts';
import type { DeviceCode } from '../../src/domain/reference.ts';
import type { Store } from '../store/store.ts';
import { readAs } from './stored.ts';

const ID = 'counter:device';
const counterDoc = v.looseObject({ _id: v.string(), _rev: v.optional(v.string()), next: v.number() });

export async function takeDeviceCode(accounts: Store): Promise<DeviceCode> {
  for (;;) {
    const found = readAs(counterDoc, await accounts.get(ID));
    const n = found?.next ?? 0;
    const doc = { _id: ID, ...(found?._rev && { _rev: found._rev }), type: 'counter', v: 1, next: n + 1 };
    const [result] = await accounts.write([doc]);
    if (result?.error === undefined) return deviceCodeAt(n);
  }
}
