/** The worker in which everything about the device's store happens, away from the screen. */
import { uuidv7 } from 'uuidv7';
import type { Uuid } from '../domain/ids.ts';
import { createZoneClock } from '../domain/time/zone.ts';
import { serve } from './browser/serve.ts';
import { browserSurroundings } from './browser/surroundings.ts';
import { createData } from './data-api.ts';

serve(createData({ ...browserSurroundings(() => uuidv7() as Uuid), zone: createZoneClock() }));
