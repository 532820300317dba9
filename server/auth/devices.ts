/**
 * Enrolling what signs. A key leads to one device: enrolling it again gives the same device, and another account on
 * the same browser makes a key of its own.
 */
import * as v from 'valibot';
import type { BranchId, DeviceId, PersonId } from '../../src/domain/ids.ts';
import type { Context } from '../context.ts';
import { fail, succeed } from '../errors.ts';
import type { Result } from '../errors.ts';
import type { Store } from '../store/store.ts';
import { deviceDoc, deviceDocId } from './device.ts';
import type { DeviceDoc, PublicJwk } from './device.ts';
import { takeDeviceCode } from './device-code.ts';
import { sameKey, thumbprint } from './public-key.ts';
import { readAs } from './stored.ts';

type Effects = Pick<Context, 'stores' | 'now' | 'uuid'>;

export interface NewDevice {
  readonly kind: DeviceDoc['kind'];
  readonly label: string;
  /** null: a kiosk that has yet to use its code */
  readonly publicKey: PublicJwk | null;
  /** of a person's device */
  readonly owner?: { readonly account: string; readonly person: PersonId };
  /** of a kiosk */
  readonly branch?: BranchId;
  /** of a kiosk: `survey:<id>:<version>` */
  readonly surveys?: readonly string[];
}

const keyDoc = v.looseObject({ _id: v.string(), _rev: v.optional(v.string()), device: v.string() });

/**
 * Reserves a key for a device. A browser that was another, revoked kiosk keeps its key and becomes this device; a
 * reservation that came to nothing is taken over.
 *
 * @returns the id of the device that has the key: the given one, or one that had it before
 */
export async function reserveKey(accounts: Store, key: PublicJwk, id: string): Promise<string> {
  const reservation = { _id: `key:${thumbprint(key)}`, type: 'key', v: 1, device: id };
  const [created] = await accounts.write([reservation]);
  if (created?.error === undefined) return id;
  const held = readAs(keyDoc, await accounts.get(reservation._id));
  if (held === null || held.device === id) return id;
  const holder = readAs(deviceDoc, await accounts.get(deviceDocId(held.device)));
  // made and not used yet: whoever made it is on the way, or never came back
  if (holder === null) return held.device;
  if (sameKey(holder.publicKey, key) && (holder.kind !== 'kiosk' || holder.revoked === null))
    return held.device;
  await accounts.write([{ ...held, device: id }]);
  return id;
}

/** @param id given when the key was reserved for it; otherwise a new one */
export async function createDevice(
  { stores, now, uuid }: Effects,
  input: NewDevice,
  id: string = uuid(),
): Promise<DeviceDoc> {
  const doc: DeviceDoc = {
    _id: deviceDocId(id),
    type: 'device',
    v: 1,
    device: id as DeviceId,
    kind: input.kind,
    label: input.label,
    code: await takeDeviceCode(stores.accounts),
    publicKey: input.publicKey,
    person: input.owner?.person ?? null,
    account: input.owner?.account ?? null,
    branch: input.branch ?? null,
    surveys: [...(input.surveys ?? [])],
    enrolled: input.publicKey === null ? null : now(),
    revoked: null,
    pending: null,
  };
  const [written] = await stores.accounts.write([doc]);
  if (written?.error === undefined) return { ...doc, _rev: written?.rev };
  // the same key from two tabs: the other tab's device is this one
  const other = readAs(deviceDoc, await stores.accounts.get(doc._id));
  if (other === null) throw new Error(`${doc._id} was refused and is not there`);
  return other;
}

/**
 * A person's device has the same id whenever its key is enrolled: a server that was restored from a backup of before
 * knows it again, and what it signed meanwhile, as soon as its owner signs in.
 */
const idOfKey = (key: PublicJwk): string => `d${thumbprint(key)}`;

/** @returns `device.otherAccount`, `device.revoked` */
export async function enrolPerson(
  effects: Effects,
  owner: { readonly account: string; readonly person: PersonId },
  publicKey: PublicJwk,
  label: string,
): Promise<Result<DeviceDoc>> {
  const { accounts } = effects.stores;
  const id = await reserveKey(accounts, publicKey, idOfKey(publicKey));
  const known = readAs(deviceDoc, await accounts.get(deviceDocId(id)));
  const device = known ?? (await createDevice(effects, { kind: 'person', label, publicKey, owner }, id));
  if (device.account !== owner.account) return fail('device.otherAccount');
  return device.revoked === null ? succeed(device) : fail('device.revoked');
}

/** What it still sends is for a manager to judge; its sessions end. @returns `device.notFound` */
export async function revokeDevice(
  { stores, now }: Pick<Effects, 'stores' | 'now'>,
  id: string,
): Promise<Result<DeviceDoc>> {
  for (;;) {
    const device = readAs(deviceDoc, await stores.accounts.get(deviceDocId(id)));
    if (device === null) return fail('device.notFound');
    if (device.revoked !== null) return succeed(device);
    const revoked = { ...device, revoked: now(), pending: null };
    const [written] = await stores.accounts.write([revoked]);
    if (written?.error === undefined) return succeed(revoked);
  }
}
