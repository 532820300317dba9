/**
 * A LevelDB whose disk can be full for a while, and whose process can be killed just before, in the middle of or just
 * after a write. Like the real one, it takes no write after a failed one until it is opened again.
 */
import { durableLevel } from '../../../../server/store/durable-level.ts';

export const disk: {
  full: boolean;
  /** how many writes until the process is killed; null: it is not */
  killAfter: number | null;
  killWhen: 'before' | 'during' | 'after';
} = { full: false, killAfter: null, killWhen: 'before' };

type Write = (done: (error?: Error) => void) => void;

const noRoom = (): Error => new Error('IO error: No space left on device');
const die = (): void => void process.kill(process.pid, 'SIGKILL');

function written(damage: { is: boolean }, write: Write, done: (error?: Error) => void): void {
  if (disk.full || damage.is) {
    damage.is = true;
    setImmediate(done, noRoom());
    return;
  }
  if (disk.killAfter !== null) disk.killAfter -= 1;
  if (disk.killAfter !== 0) return write(done);
  if (disk.killWhen === 'before') return die();
  write((error) => (disk.killWhen === 'after' ? die() : done(error)));
  // It is on its way, on another thread.
  if (disk.killWhen === 'during') die();
}

export const faultyLevel = Object.assign(
  function faultyLevel(location: string) {
    const level = durableLevel(location);
    const damage = { is: false };
    const [put, del, batch] = [level._put.bind(level), level._del.bind(level), level._batch.bind(level)];
    level._put = (key, value, options, done) =>
      written(damage, (then) => put(key, value, options, then), done);
    level._del = (key, options, done) => written(damage, (then) => del(key, options, then), done);
    level._batch = (operations, options, done) =>
      written(damage, (then) => batch(operations, options, then), done);
    return level;
  },
  { destroy: durableLevel.destroy },
);
