import { useMemo } from 'react';
import { actorOf } from '../../data/actor-of.ts';
import { useProfile } from '../../data/context.ts';
import type { Actor } from '../../domain/actor.ts';

/** @returns the reader as the permissions know them, to ask before something is offered */
export function useActor(): Actor {
  const profile = useProfile();
  return useMemo(() => actorOf(profile), [profile]);
}
