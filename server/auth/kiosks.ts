/**
 * A kiosk is enrolled by a code that an administrator makes and that works once, for a day.
 *
 * Invariants: a code is used up in the same write that gives the device its key, so that of two browsers with one
 * code one is refused; a device has one key for ever, so a kiosk that is enrolled anew from another browser becomes
 * another device, and what the old one made stays counted as its own.
 */
import * as v from 'valibot';
import type { Context } from '../context.ts';
import { fail, succeed } from '../errors.ts';
import type { Result } from '../errors.ts';
import { deviceDoc, deviceDocId } from './device.ts';
import type { DeviceDoc, PublicJwk } from './device.ts';
import { createDevice, reserveKey } from './devices.ts';
import { sameKey } from './public-key.ts';
import { digest, newCode, readCode, sameDigest } from './secret.ts';
import { readAs } from './stored.ts';

type Effects = Pick<Context, 'stores' | 'now' | 'uuid'>;

const CODE_VALID = 24 * 3_600_000;
/** `code:<digest>`: which kiosk a code is for */
const codeDoc = v.looseObject({ _id: v.string(), device: v.string() });

export interface FreshCode {
  readonly code: string;
  /** Unix milliseconds */
  readonly expires: number;
}

/** Makes a code for a kiosk; an earlier one works no more. @returns `device.notFound`, `device.revoked` */
export async function issueCode({ stores, now }: Effects, id: string): Promise<Result<FreshCode>> {
  const code = newCode();
  const expires = now() + CODE_VALID;
  const pending = { digest: digest(code), expires };
  await stores.accounts.write([{ _id: `code:${pending.digest}`, type: 'code', v: 1, device: id }]);
  for (;;) {
    const kiosk = readAs(deviceDoc, await stores.accounts.get(deviceDocId(id)));
    if (kiosk === null || kiosk.kind !== 'kiosk') return fail('device.notFound');
    if (kiosk.revoked !== null) return fail('device.revoked');
    const [written] = await stores.accounts.write([{ ...kiosk, pending }]);
    if (written?.error === undefined) return succeed({ code, expires });
  }
}

async function kioskOfCode({ stores, now }: Effects, typed: string): Promise<DeviceDoc | null> {
  const mark = digest(readCode(typed));
  const index = readAs(codeDoc, await stores.accounts.get(`code:${mark}`));
  if (index === null) return null;
  const kiosk = readAs(deviceDoc, await stores.accounts.get(deviceDocId(index.device)));
  const pending = kiosk?.pending ?? null;
  return pending !== null && sameDigest(pending.digest, mark) && now() < pending.expires ? kiosk : null;
}

/** @returns `kiosk.code` for a code that is wrong, used or too old: which of them is nobody's business */
export async function redeemCode(
  effects: Effects,
  typed: string,
  publicKey: PublicJwk,
): Promise<Result<DeviceDoc>> {
  const { stores, now } = effects;
  const kiosk = await kioskOfCode(effects, typed);
  if (kiosk === null) return fail('kiosk.code');

  const successor = kiosk.publicKey !== null && !sameKey(kiosk.publicKey, publicKey);
  const id = successor ? effects.uuid() : kiosk.device;
  if ((await reserveKey(stores.accounts, publicKey, id)) !== id) return fail('device.otherAccount');

  const used: DeviceDoc = successor
    ? { ...kiosk, pending: null, revoked: now() }
    : { ...kiosk, pending: null, publicKey, enrolled: kiosk.enrolled ?? now() };
  const [written] = await stores.accounts.write([used]);
  if (written === undefined || written.error !== undefined) return fail('kiosk.code');
  if (!successor) return succeed({ ...used, _rev: written.rev });
  const { label, branch, surveys } = kiosk;
  return succeed(
    await createDevice(
      effects,
      { kind: 'kiosk', label, surveys, publicKey, ...(branch !== null && { branch }) },
      id,
    ),
  );
}
