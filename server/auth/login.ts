/** Names to sign in with: two that a person would take for the same are the same. */
import { digest } from './secret.ts';

/**
 * Compatibility forms, case and the Turkish i are folded: by way of upper case, because `ß` and `ı` have no lower case
 * other than themselves, and of lower case before it, because `ẞ` has no other upper case.
 */
export const foldLogin = (login: string): string =>
  login
    .normalize('NFKC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replace(/i\u0307+/g, 'i')
    .normalize('NFKC')
    .trim();

/** The document that reserves a login; ids carry no personal detail, so it is hashed. */
export const loginDocId = (login: string): string => `login:${digest(foldLogin(login))}`;
