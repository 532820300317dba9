/** Who is signed in, kept on the device so that it starts without the network. No secret is in it. */
import type { PersonProfile } from '../../data/context.ts';

export const STORED = 'redress.profile';
/** Signed out without a network: the server still has the session, and it is to end before anything else. */
const LEAVING = 'redress.leaving';

export function keptProfile(): PersonProfile | null {
  const stored = localStorage.getItem(STORED);
  if (stored === null) return null;
  try {
    const profile = JSON.parse(stored) as Partial<PersonProfile>;
    return profile.kind === 'person' && typeof profile.account === 'string'
      ? (profile as PersonProfile)
      : null;
  } catch {
    return null;
  }
}

export function keepProfile(profile: PersonProfile): void {
  localStorage.setItem(STORED, JSON.stringify(profile));
  localStorage.removeItem(LEAVING);
}

export function forgetProfile({ leaving }: { readonly leaving: boolean }): void {
  localStorage.removeItem(STORED);
  if (leaving) localStorage.setItem(LEAVING, '1');
  else localStorage.removeItem(LEAVING);
}

export const isLeaving = (): boolean => localStorage.getItem(LEAVING) !== null;
