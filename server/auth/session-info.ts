/** What the app is told of a session. */
import { reach } from '../../src/domain/actor.ts';
import type { KioskInfo, SessionInfo } from '../contract/session.ts';
import type { DeviceDoc } from './device.ts';
import type { Directory } from './directory.ts';
import { sessionEnd } from './session.ts';
import type { Live } from './sessions.ts';

const organisationOf = (directory: Directory): SessionInfo['organisation'] => {
  const organisation = directory.organisation();
  return { name: organisation?.name ?? '', demo: organisation?.demo ?? false };
};

export function sessionInfo(
  directory: Directory,
  live: Extract<Live, { account: object }>,
  now: number,
): SessionInfo {
  const { account, device, session } = live;
  return {
    account: account._id,
    login: account.login,
    person: account.person,
    name: account.name,
    role: account.role,
    ...reach(account.grants, now),
    remedyLimit: account.remedyLimit,
    device: device === null ? null : { id: device.device, code: device.code },
    organisation: organisationOf(directory),
    expires: sessionEnd(session),
    ...(account.temporary && { temporaryPassword: true }),
  };
}

/** @returns null: its branch is gone from the registry */
export function kioskInfo(directory: Directory, kiosk: DeviceDoc): KioskInfo | null {
  const region = kiosk.branch === null ? null : directory.regionOf(kiosk.branch);
  if (kiosk.branch === null || region === null) return null;
  return {
    device: kiosk.device,
    code: kiosk.code,
    name: kiosk.label,
    branch: kiosk.branch,
    region,
    surveys: kiosk.surveys,
    organisation: organisationOf(directory),
  };
}
