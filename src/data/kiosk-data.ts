import type { DataApi } from './api.ts';
import { kioskWork } from './kiosk-work.ts';
import type { Surroundings } from './ports.ts';
import { createDataFor } from './serve-data.ts';

/** The store of a kiosk. */
export const createKioskData = (around: Surroundings): DataApi => createDataFor(kioskWork, around);
