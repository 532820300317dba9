/** The store and who uses it, for features; the app provides both. */
import { createContext, use } from 'react';
import type { Profile } from './api.ts';
import type { DataClient } from './client.ts';

export type PersonProfile = Extract<Profile, { kind: 'person' }>;

export const DataContext = createContext<DataClient | null>(null);
export const ProfileContext = createContext<PersonProfile | null>(null);

function provided<T>(value: T | null, name: string): T {
  if (value === null) throw new Error(`no ${name} around this component`);
  return value;
}

export const useData = (): DataClient => provided(use(DataContext), 'DataContext');
/** Who is signed in. Only below the pages that need a sign-in. */
export const useProfile = (): PersonProfile => provided(use(ProfileContext), 'ProfileContext');
