/**
 * The documents of our scope, streamed. Each batch and its checkpoint are written together while the next is being read;
 * a stream that is cut, for whatever reason, is gone on with from the last checkpoint that is on disk.
 */
import * as v from 'valibot';
import type { PulledDoc } from '../../../server/contract/sync.ts';
import type { Batch, Mirror } from '../mirror/mirror.ts';
import type { Store } from '../store/store.ts';
import type { Call, CallFailure } from './http.ts';

/** Milliseconds: a server that collects 10,000 documents is silent for a while. */
const SILENCE = 60_000;

const line = v.union([
  v.object({
    doc: v.looseObject({
      _id: v.pipe(v.string(), v.regex(/^[a-z]+:/)),
      _rev: v.string(),
      _revisions: v.object({ start: v.number(), ids: v.array(v.string()) }),
    }),
  }),
  v.object({ forget: v.string() }),
  v.object({
    checkpoint: v.string(),
    pending: v.number(),
    serverTime: v.optional(v.number()),
    rotate: v.optional(v.boolean()),
    resumed: v.optional(v.boolean()),
    offerAgain: v.optional(v.boolean()),
  }),
]);

export interface PullHooks {
  /** a batch is in the mirror; while `fresh`, in the database that will replace it */
  readonly written: (batch: Batch, fresh: boolean) => Promise<void>;
  readonly progress: (done: number, pending: number) => void;
  /**
   * The server may not know what it has confirmed to us: told when what it knows is complete in `fresh`, and before
   * that replaces what we had.
   */
  readonly offerAgain: (fresh: Store) => Promise<void>;
}
export type Pulled = { readonly ok: true; readonly replaced: boolean } | CallFailure;

export async function pull(
  mirror: Mirror,
  call: Call,
  signal: AbortSignal,
  hooks: PullHooks,
): Promise<Pulled> {
  const since = await mirror.begin();
  const query = since === null ? '' : `?since=${encodeURIComponent(since)}`;
  const answered = await call(`/sync/pull${query}`, {
    headers: { accept: 'application/x-ndjson' },
    signal,
    silence: SILENCE,
  });
  if (!answered.ok) return answered;

  const sent: string[] = [];
  let docs: PulledDoc[] = [];
  let forget: string[] = [];
  let pending: number | null = null;
  let writing: Promise<void> = Promise.resolve();
  try {
    for await (const read of answered.lines()) {
      const parsed = v.safeParse(line, read);
      if (!parsed.success) return await malformed(writing);
      const said = parsed.output;
      if ('doc' in said) docs.push(said.doc);
      else if ('forget' in said) forget.push(said.forget);
      else {
        const batch: Batch = { docs, forget, checkpoint: said.checkpoint };
        [docs, forget, pending] = [[], [], said.pending];
        // One batch is written while the next is read; more would only fill the memory.
        await writing;
        const offering = said.offerAgain === true;
        if (said.rotate === true || offering) await mirror.startAfresh(sent, said.resumed === true, offering);
        for (const { _id } of batch.docs) sent.push(_id);
        writing = writeBatch(mirror, batch, hooks);
        // Should it fail while we read on, it is reported where it is awaited.
        writing.catch(() => undefined);
        hooks.progress(sent.length, said.pending);
      }
    }
  } catch (error) {
    await writing;
    if (signal.aborted || isNetwork(error)) return { ok: false, kind: 'offline' };
    return { ok: false, kind: 'malformed' };
  }
  await writing;
  // A stream that ends anywhere but after the last checkpoint was cut.
  if (pending !== 0 || docs.length > 0 || forget.length > 0) return { ok: false, kind: 'offline' };
  const fresh = mirror.offering;
  if (fresh !== null) await hooks.offerAgain(fresh);
  return { ok: true, replaced: await mirror.finish() };
}

async function writeBatch(mirror: Mirror, batch: Batch, hooks: PullHooks): Promise<void> {
  await mirror.write(batch);
  await hooks.written(batch, mirror.replacing);
}

async function malformed(writing: Promise<void>): Promise<CallFailure> {
  await writing;
  return { ok: false, kind: 'malformed' };
}

/** What a cut or silent stream throws, in any browser and in Node. */
const isNetwork = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof DOMException && error.name === 'AbortError');
