/** Who works here: their stores, and what their device needs to sign. */
import * as v from 'valibot';
import { deviceCode } from '../domain/reference.ts';
import type { DeviceId, PersonId } from '../domain/ids.ts';
import type { FoldContext } from '../domain/fold/context.ts';
import type { Crypto } from '../domain/seal.ts';
import type { Maker } from './outbox/pen.ts';
import type { Profile } from './api.ts';

/** A kiosk's stores and key: a browser is one kiosk at most, and makes its key before it knows which. */
export const KIOSK_ACCOUNT = 'kiosk';

/** Names the stores: an account's, or a kiosk's own. */
export const accountOf = (profile: Profile): string =>
  profile.kind === 'person' ? profile.account : (profile.account ?? KIOSK_ACCOUNT);

/** @returns null: this browser is not enrolled for the account (yet), and can't sign */
export function makerOf(profile: Profile, crypto: Crypto): Maker | null {
  const device = profile.kind === 'person' ? profile.device : { id: profile.device, code: profile.code };
  if (device === null || !v.is(deviceCode, device.code)) return null;
  const person = profile.kind === 'person' ? (profile.person as PersonId) : null;
  return { device: device.id as DeviceId, code: device.code, person, crypto };
}

/** By what own events, which the server has not admitted yet, are entitled. */
export const ownRoleOf = (profile: Profile): NonNullable<FoldContext['ownRole']> | null =>
  profile.kind === 'person' ? { role: profile.role, remedyLimit: profile.remedyLimit } : null;
