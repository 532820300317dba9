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
function sharedOf(data: DataClient, account: string): OfAccount {
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

const useShared = (): OfAccount => sharedOf(useData(), useProfile().account);

/** Asks for both before a screen shows them, and listens until `stop` is called. `answered` may never be. */
export function askDeviceAhead(
  data: DataClient,
  account: string,
): { readonly answered: Promise<unknown>; readonly stop: () => void } {
  const { registry, status } = sharedOf(data, account);
  const stops: (() => void)[] = [];
  const answered = [registry, status].map(
    ({ subscribe }) => new Promise<void>((resolve) => stops.push(subscribe(resolve))),
  );
  return { answered: Promise.all(answered), stop: () => stops.forEach((stop) => stop()) };
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
