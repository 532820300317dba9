import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import type { BlobHash, Shelf } from './blobs.ts';
import type { Couch } from './couch.ts';
import { couchError } from './couch.ts';
import type { Store } from './store.ts';
import { StoreError } from './store-error.ts';

const PREFIX = 'blob:';
const PAGE = 1000;

/** Blobs as CouchDB attachments: `bytes` of the document `blob:<hash>`, made with it in one request. */
export function attachmentShelf(couch: Couch, db: string, store: Store): Shelf {
  const path = (hash: BlobHash): string =>
    `${encodeURIComponent(db)}/${encodeURIComponent(PREFIX + hash)}/bytes`;

  async function upload(hash: BlobHash, file: string): Promise<void> {
    let accepted = false;
    try {
      const response = await couch.raw({ path: path(hash), method: 'PUT', body: createReadStream(file) });
      const text = await response.text();
      if (!response.ok) throw Object.assign(new Error(text), { statusCode: response.status });
      accepted = response.status === 202;
    } catch (error) {
      // another may have been quicker, and then theirs is the same
      if (!(await shelf.has(hash))) throw couchError(error);
    }
    if (accepted)
      throw new StoreError('store.unavailable', 'CouchDB has lost the nodes of half of its copies');
  }

  const shelf: Shelf = {
    has: async (hash) => (await store.get(PREFIX + hash)) !== null,
    async keep(hash, file) {
      // asked first, because CouchDB cuts the connection of an upload that it refuses
      if (!(await shelf.has(hash))) await upload(hash, file);
      await rm(file, { force: true });
    },
    async get(hash) {
      const response = await couch.raw({ path: path(hash) });
      if (response.status === 404) {
        await response.body?.cancel();
        return null;
      }
      const size = Number(response.headers.get('content-length'));
      if (!response.ok || response.body === null)
        throw new StoreError('store.unavailable', await response.text());
      return { size, stream: Readable.fromWeb(response.body as ReadableStream<Uint8Array>) };
    },
    async remove(hash) {
      const doc = await store.get(PREFIX + hash);
      if (doc !== null) await store.write([{ _id: doc._id, _rev: doc._rev, _deleted: true }]);
    },
    async *list() {
      let from = PREFIX;
      for (;;) {
        const page = await store.range({ from, to: `${PREFIX}~`, limit: PAGE });
        for (const { _id } of page) yield _id.slice(PREFIX.length);
        const last = page.at(-1);
        if (page.length < PAGE || last === undefined) return;
        from = `${last._id}\0`;
      }
    },
  };
  return shelf;
}
