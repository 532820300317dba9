import type { Signal, Signals } from '../ports.ts';

/** PouchDB's own notice between tabs goes through localStorage, which a worker lacks. */
export function tabSignals(account: string): Signals {
  const channel = new BroadcastChannel(`redress-${account}`);
  return {
    post: (signal) => channel.postMessage(signal),
    listen: (listener) => {
      channel.onmessage = ({ data }: MessageEvent<Signal>) => listener(data);
    },
    close: () => channel.close(),
  };
}
