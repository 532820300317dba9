/** What many parts of a screen ask of the device's store. */
import { useSyncExternalStore } from 'react';
import type { DeviceStatus, Registry } from './api.ts';
import type { DataClient } from './client.ts';
import { useData, useProfile } from './context.ts';
import { createShared } from './shared.ts';
import type { Shared } from './shared.ts';

interface OfAccount {
  readonly account: string;
  readonly registry: Shared<Registry>;
  readonly status: Shared<DeviceStatus>;
}
const latest = new WeakMap<DataClient, OfAccount>();

/** Each account has its own: what one has read never shows under the next. */
function useShared(): OfAccount {
  const data = useData();
  const { account } = useProfile();
  const known = latest.get(data);
  if (known?.account === account) return known;
  const fresh = {
    account,
    registry: createShared(data, 'registry', (api) => api.registry()),
    status: createShared(data, 'status', (api) => api.status()),
  };
  latest.set(data, fresh);
  return fresh;
}

/** @returns undefined: not read yet */
export function useRegistry(): Registry | undefined {
  const { registry } = useShared();
  return useSyncExternalStore(registry.subscribe, registry.latest);
}

/** @returns undefined: not read yet */
export function useDeviceStatus(): DeviceStatus | undefined {
  const { status } = useShared();
  return useSyncExternalStore(status.subscribe, status.latest);
}
