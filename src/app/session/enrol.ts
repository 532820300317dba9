/** A browser's first sign-in to an account: the public half of its signing key goes to the server. */
import type { EnrolledDevice, SessionInfo } from '../../../server/contract/session.ts';
import type { DataClient } from '../../data/client.ts';
import { call, refused } from './call.ts';
import type { Outcome } from './call.ts';
import { deviceLabel } from './device-label.ts';

type Device = NonNullable<SessionInfo['device']>;

/** With the key it had before, a browser stays the device that it was. */
export async function enrol(data: DataClient, account: string): Promise<Outcome<Device>> {
  let key: JsonWebKey;
  try {
    key = await data.api.publicKey(account);
  } catch {
    // No IndexedDB, as in some private windows.
    return refused('store.failed');
  }
  const { kty, crv, x, y } = key;
  const answer = await call<EnrolledDevice>('POST', '/api/devices', {
    publicKey: { kty, crv, x, y },
    label: deviceLabel(navigator.userAgent),
  });
  if (!answer.ok) return answer;
  // So that the browser never clears what is only here; asked when a person has just shown that they mean it.
  void data.persist();
  return { ok: true, value: { id: answer.value.device, code: answer.value.code } };
}
