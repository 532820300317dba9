import type { Locks } from '../ports.ts';

/** Web Locks: held over all tabs, and freed by the browser when a tab dies. */
export const webLocks = (locks: LockManager): Locks => ({
  run: (name, work) => locks.request(name, work) as ReturnType<typeof work>,
  hold: async (name, signal, work) => {
    await locks.request(name, { signal }, work);
  },
});
