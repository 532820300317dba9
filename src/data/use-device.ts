/** What many screens ask of the device's store. */
import type { DeviceStatus, Registry } from './api.ts';
import { useData } from './context.ts';
import { useLive } from './live.ts';

/** @returns undefined: not read yet */
export const useRegistry = (): Registry | undefined =>
  useLive(useData(), ['registry'], (api) => api.registry(), 'registry').value;

/** @returns undefined: not read yet */
export const useDeviceStatus = (): DeviceStatus | undefined =>
  useLive(useData(), ['status'], (api) => api.status(), 'status').value;
