/** What this browser is: kept on the device, so that a kiosk starts without the network. */
import type { KioskInfo } from '../../../server/contract/session.ts';
import type { PinMark } from './pin.ts';

export interface KeptKiosk {
  /** names this enrolment's stores and signing key on this device; the server never hears of it */
  readonly account: string;
  readonly info: KioskInfo;
  readonly pin: PinMark;
  /** staff went on although the app is not installed */
  readonly trial: boolean;
  /** `survey:<id>` that staff chose; null: the first of those it may show */
  readonly chosen: string | null;
}

const STORED = 'redress.kiosk';

/** @returns null: this browser is no kiosk */
export function keptKiosk(): KeptKiosk | null {
  const stored = localStorage.getItem(STORED);
  return stored === null ? null : (JSON.parse(stored) as KeptKiosk);
}

export function keepKiosk(kiosk: KeptKiosk): void {
  localStorage.setItem(STORED, JSON.stringify(kiosk));
}

export function forgetKiosk(): void {
  localStorage.removeItem(STORED);
}
