/** A device as a process of its own, over LevelDB in the folder of its first argument; killed at any time. */
import { createData } from '../../../../src/data/data-api.ts';
import { createKioskData } from '../../../../src/data/kiosk-data.ts';
import { leveldbEngine, nodeDevice } from '../../../integration/data/node-device.ts';
import { Device, answer } from './device.ts';
import { disk, faultyLevel } from './level.ts';
import type { Command, Told } from './wire.ts';

const [dir = '', number = '0'] = process.argv.slice(2);
const tell = (told: Told): void => void process.send?.(told);
const device = new Device({
  number,
  tell,
  start: (kind, own) => {
    const create = kind === 'kiosk' ? createKioskData : createData;
    return create(nodeDevice(dir, { engine: leveldbEngine(dir, faultyLevel), ...own }));
  },
  fill: (full) => {
    disk.full = full;
  },
  killAt: (writes, when) => {
    [disk.killAfter, disk.killWhen] = [writes, when];
  },
});

process.on('message', (command: Command) => void answer(device, command, tell));
process.on('disconnect', () => process.exit());
