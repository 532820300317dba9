import type { DataApi } from './api.ts';
import { personWork } from './person-work.ts';
import type { PersonSurroundings } from './ports.ts';
import { createDataFor } from './serve-data.ts';

/** The store of a device that people work on. */
export const createData = (around: PersonSurroundings): DataApi =>
  createDataFor(personWork(around.zone), around);
