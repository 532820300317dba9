import type { Crypto } from '../../domain/seal.ts';

/** The signing keys of a device, one pair for each account. The private half never leaves it. */
export interface KeyRing {
  /** The pair of an account, made if there is none; the same in every tab. */
  of(account: string): Promise<{ readonly publicKey: JsonWebKey; readonly crypto: Crypto }>;
}
