/**
 * A process of its own with an embedded store in the directory of its first argument, told what to do by
 * messages, and telling by messages what was done.
 */
import { createHash, randomBytes } from 'node:crypto';
import { openStores } from '../../../server/store/open.ts';
import { StoreError } from '../../../server/store/store-error.ts';
import type { Stores } from '../../../server/store/store.ts';

export type Command = { write: string } | { read: string } | { storm: string } | { close: true };
export type Told =
  | { opened: true }
  | { failed: string }
  | { wrote: string[] }
  | { counted: number }
  | { noted: number }
  | { kept: string }
  | { read: boolean };

const tell = (message: Told): void => void process.send?.(message);
const failed = (error: unknown): void =>
  tell({ failed: error instanceof StoreError ? error.code : String(error) });

/** Writers that never rest: single documents, batches, a counter that is updated, another in a local document, and blobs. */
function storm({ data, blobs }: Stores, round: string): void {
  const writer = async (name: string, size: number): Promise<never> => {
    for (let n = 0; ; n++) {
      const docs = Array.from({ length: size }, (_, m) => ({
        _id: `${round}:${name}:${n}:${m}`,
        text: 'x'.repeat(500),
      }));
      await data.write(docs);
      tell({ wrote: docs.map(({ _id }) => _id) });
    }
  };
  const counter = async (): Promise<never> => {
    for (;;) {
      const before = await data.get('counter');
      const n = Number(before?.['n'] ?? 0) + 1;
      await data.write([{ _id: 'counter', _rev: before?._rev, n }]);
      tell({ counted: n });
    }
  };
  const notes = async (): Promise<never> => {
    for (let n = Number((await data.getLocal('noted'))?.['n'] ?? 0) + 1; ; n++) {
      await data.putLocal('noted', { n });
      tell({ noted: n });
    }
  };
  const keeper = async (): Promise<never> => {
    for (;;) {
      const bytes = randomBytes(20_000);
      const hash = createHash('sha256').update(bytes).digest('hex');
      await blobs.put(hash, bytes, bytes.length);
      tell({ kept: hash });
    }
  };
  const writers = [writer('one', 1), writer('few', 7), writer('many', 150), counter(), notes(), keeper()];
  void Promise.all(writers).catch(failed);
}

async function run(): Promise<void> {
  const stores = await openStores({ dataDir: process.argv[2] ?? '' });
  const { data } = stores;
  const commands = {
    write: async (id: string) => {
      await data.write([{ _id: id, text: 'x'.repeat(500) }]);
      tell({ wrote: [id] });
    },
    read: async (id: string) => tell({ read: (await data.get(id)) !== null }),
    close: async () => {
      void data.follow({ since: 'now', signal: new AbortController().signal })[Symbol.asyncIterator]().next();
      await stores.close();
      process.disconnect();
    },
  };
  process.on('message', (command: Command) => {
    if ('write' in command) commands.write(command.write).catch(failed);
    if ('read' in command) commands.read(command.read).catch(failed);
    if ('storm' in command) storm(stores, command.storm);
    if ('close' in command) commands.close().catch(failed);
  });
  tell({ opened: true });
}

run().catch((error: unknown) => {
  failed(error);
  process.disconnect();
});
