/** Who works here, as the permissions know them; screens and the store both ask it. */
import type { Actor } from '../domain/actor.ts';
import type { BranchId, DeviceId, PersonId, RegionId } from '../domain/ids.ts';
import type { Profile } from './api.ts';

export function actorOf(profile: Profile): Actor {
  return profile.kind === 'person'
    ? {
        role: profile.role,
        person: profile.person as PersonId,
        device: (profile.device?.id ?? null) as DeviceId | null,
        branches: profile.branches as readonly BranchId[],
        regions: profile.regions as readonly RegionId[],
        remedyLimit: profile.remedyLimit,
        surveys: [],
      }
    : {
        role: 'kiosk',
        person: null,
        device: profile.device as DeviceId,
        branches: [profile.branch as BranchId],
        regions: [profile.region as RegionId],
        remedyLimit: 0,
        surveys: profile.surveys,
      };
}
