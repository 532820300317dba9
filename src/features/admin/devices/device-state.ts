import type { Device } from '../../../../server/contract/session.ts';

/** `waiting`: a kiosk whose code nobody has used yet. */
export type DeviceState = 'revoked' | 'notEnrolled' | 'inUse';

export function stateOf({ revoked, enrolled }: Device): DeviceState {
  if (revoked !== null) return 'revoked';
  return enrolled === null ? 'notEnrolled' : 'inUse';
}

export const deviceKinds = ['kiosk', 'person', 'source'] as const;
export type DeviceKind = Device['kind'];

/** Those that need somebody first: something missing, then in use, then to come, then revoked; lately seen ones before. */
export function byUrgency(a: Device, b: Device): number {
  const rank = (device: Device): number =>
    device.missing > 0 ? 0 : { inUse: 1, notEnrolled: 2, revoked: 3 }[stateOf(device)];
  return rank(a) - rank(b) || (b.lastContact ?? 0) - (a.lastContact ?? 0) || a.label.localeCompare(b.label);
}
