/** A browser becomes a kiosk by a one-time code. */
import type { DataClient } from '../../data/client.ts';
import { fetchWhenFree } from '../../data/fetch-when-free.ts';
import type { KioskInfo } from '../../../server/contract/session.ts';
import type { Problem } from '../../../server/contract/problem.ts';
import { keepKiosk, keptKiosk } from './kept-kiosk.ts';
import type { KeptKiosk } from './kept-kiosk.ts';
import { markPin } from './pin.ts';

/** Stable codes of the server, and `offline` for no answer at all. */
export type EnrolProblem =
  | 'offline'
  | 'kiosk.code'
  | 'session.personProfile'
  | 'session.locked'
  | 'device.otherAccount'
  | 'other';

const KNOWN: ReadonlySet<string> = new Set<EnrolProblem>([
  'kiosk.code',
  'session.personProfile',
  'session.locked',
  'device.otherAccount',
]);

type Answer =
  | { readonly ok: true; readonly info: KioskInfo }
  | { readonly ok: false; readonly problem: EnrolProblem };

function problemOf(body: Partial<Problem>, status: number): EnrolProblem {
  const code = body.error?.code ?? '';
  // A code that is too short to be one is as wrong as any other.
  if (code === 'schema.invalid') return 'kiosk.code';
  if (status === 429) return 'session.locked';
  return KNOWN.has(code) ? (code as EnrolProblem) : 'other';
}

async function redeem(code: string, publicKey: JsonWebKey): Promise<Answer> {
  try {
    const response = await fetchWhenFree('/api/kiosk', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, publicKey }),
    });
    const body: unknown = await response.json();
    return response.ok
      ? { ok: true, info: body as KioskInfo }
      : { ok: false, problem: problemOf(body as Partial<Problem>, response.status) };
  } catch {
    return { ok: false, problem: 'offline' };
  }
}

/** Public key members that the server takes: a JWK as browsers export it says more. */
const publicPart = ({ kty, crv, x, y }: JsonWebKey): JsonWebKey => ({
  ...(kty !== undefined && { kty }),
  ...(crv !== undefined && { crv }),
  ...(x !== undefined && { x }),
  ...(y !== undefined && { y }),
});

/**
 * With the same key a kiosk stays the device that it was, as when its session had ended. A code for another kiosk is
 * refused for that key (`device.otherAccount`), and gets a key and stores of its own.
 */
export async function enrol(
  data: DataClient,
  code: string,
  pin: string,
): Promise<
  { readonly ok: true; readonly kiosk: KeptKiosk } | { readonly ok: false; readonly problem: EnrolProblem }
> {
  const before = keptKiosk();
  const fresh = (): string => `kiosk-${crypto.randomUUID()}`;
  const attempt = async (account: string): Promise<Answer & { readonly account: string }> => ({
    ...(await redeem(code, publicPart(await data.api.publicKey(account)))),
    account,
  });
  let answer = await attempt(before?.account ?? fresh());
  if (!answer.ok && answer.problem === 'device.otherAccount' && before !== null)
    answer = await attempt(fresh());
  if (!answer.ok) return { ok: false, problem: answer.problem };
  const kiosk: KeptKiosk = {
    account: answer.account,
    info: answer.info,
    pin: await markPin(pin, crypto.getRandomValues(new Uint8Array(16))),
    trial: false,
    chosen: null,
  };
  keepKiosk(kiosk);
  await data.persist();
  return { ok: true, kiosk };
}
