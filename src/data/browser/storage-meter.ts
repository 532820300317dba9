import type { Storage } from '../ports.ts';

export const storageMeter = (storage: StorageManager | undefined): Storage => ({
  estimate: async () => {
    try {
      const [estimate, persisted] = await Promise.all([storage?.estimate(), storage?.persisted()]);
      const { usage, quota } = estimate ?? {};
      return usage === undefined || quota === undefined
        ? null
        : { used: usage, quota, persisted: persisted ?? false };
    } catch {
      return null;
    }
  },
});
