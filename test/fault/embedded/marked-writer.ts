/**
 * Writes in every way that the store has, into the directory of its first argument, and marks each write's begin and
 * acknowledgement by a system call of its own, for who traces those.
 */
import { createHash, randomBytes } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openStores } from '../../../server/store/open.ts';

const [, , dataDir = '', count = '0'] = process.argv;
const marks = openSync(join(dataDir, 'marks'), 'a');
let marked = 0;

async function mark(kind: string, write: () => Promise<unknown>): Promise<void> {
  const name = `${kind} ${(marked += 1)}`;
  writeSync(marks, `begin ${name}\n`);
  await write();
  writeSync(marks, `ack ${name}\n`);
}

const { data, blobs, close } = await openStores({ dataDir });
const text = 'x'.repeat(500);
for (let n = 0; n < Number(count); n += 1) {
  await mark('create', () => data.write([{ _id: `one:${n}`, text }]));
  await mark('batch', () =>
    data.write(Array.from({ length: 50 }, (_, m) => ({ _id: `many:${n}:${m}`, text }))),
  );
  await mark('update', async () => {
    const before = await data.get('counter');
    await data.write([{ _id: 'counter', _rev: before?._rev, n }]);
  });
  await mark('local', () => data.putLocal('position', { n }));
  await Promise.all(
    Array.from({ length: 10 }, (_, m) => mark('together', () => data.write([{ _id: `at:${n}:${m}`, text }]))),
  );
  const bytes = randomBytes(20_000);
  const hash = createHash('sha256').update(bytes).digest('hex');
  await mark('blob', () => blobs.put(hash, bytes, bytes.length));
}
await close();
