/** A device in a worker of a browser, as the app's data layer is, over its IndexedDB; killed with the browser. */
import { browserSurroundings } from '../../../../src/data/browser/surroundings.ts';
import { createData } from '../../../../src/data/data-api.ts';
import { createKioskData } from '../../../../src/data/kiosk-data.ts';
import { createZoneClock } from '../../../../src/domain/time/zone.ts';
import { Device, answer } from './device.ts';
import { idbStores } from './idb-stores.ts';
import { mortal } from './mortal.ts';
import type { Fate } from './mortal.ts';
import type { FromPage, FromWorker } from './page.ts';

const fate: Fate = { full: false, killAfter: null, killWhen: 'before' };
const number = new URLSearchParams(location.search).get('number') ?? '0';
const tell = (told: FromWorker): void => postMessage(told);
const die = (): void => tell({ tells: 'dies' });

const device = new Device({
  number,
  tell,
  start: (kind, own) => {
    const around = browserSurroundings(own.uuid);
    const engine = (name: string) => mortal(around.engine(name), fate, die);
    const create = kind === 'kiosk' ? createKioskData : createData;
    return create({ ...around, engine, ...own, zone: createZoneClock() });
  },
  fill: (full) => {
    fate.full = full;
  },
  killAt: (writes, when) => {
    [fate.killAfter, fate.killWhen] = [writes, when];
  },
});

async function hear(said: FromPage): Promise<void> {
  if (said.does === 'stores') tell({ tells: 'answer', answer: await idbStores() });
  else await answer(device, said, tell);
}
self.addEventListener('message', ({ data }: MessageEvent<FromPage>) => void hear(data));
tell({ tells: 'ready' });
