/**
 * What a backup contains: lines of JSON, and after the line that announces a blob its bytes. First a head, then the
 * sections in this order, then a foot with what there was to be. `data` comes first, so that whatever it speaks of
 * (devices, people, bytes) is in what was read after it.
 */
import * as v from 'valibot';
import { DATABASES } from '../../store/store.ts';
import type { DocWithRevisions } from '../../store/store.ts';

export type Section = (typeof DATABASES)[number];
export const SECTIONS = ['data', 'registry', 'accounts', 'audit'] as const satisfies readonly Section[];

export const head = v.object({ redress: v.literal('backup'), v: v.literal(1), at: v.number() });
export type Head = v.InferOutput<typeof head>;
/** `again`: these were in the section before, and have changed since */
const sectionLine = v.object({ section: v.picklist(DATABASES), again: v.boolean() });
const blobLine = v.object({ blob: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)), size: v.number() });
export const foot = v.object({ end: v.literal(true), docs: v.number(), blobs: v.number() });
export type Foot = v.InferOutput<typeof foot>;

export type Record =
  | { readonly kind: 'head'; readonly head: Head }
  | {
      readonly kind: 'doc';
      readonly section: Section;
      readonly again: boolean;
      readonly doc: DocWithRevisions;
    }
  | { readonly kind: 'blob'; readonly hash: string; readonly bytes: Uint8Array }
  | { readonly kind: 'foot'; readonly foot: Foot };

/** A file that is no backup, or of another version; the message is for the operator. */
export class NoBackup extends Error {
  override readonly name = 'NoBackup';
}

/** Bytes: evidence is smaller, and a blob is held in memory. */
const LARGEST_BLOB = 256 * 1024 * 1024;

/** Takes lines and runs of bytes from a stream by turns. */
class Source {
  readonly #parts: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(parts: AsyncIterable<Uint8Array>) {
    this.#parts = parts[Symbol.asyncIterator]();
  }

  /** Without its end; null at the end of the stream. */
  async line(): Promise<string | null> {
    const pieces: Buffer[] = [];
    for (;;) {
      const end = this.#rest.indexOf(10);
      if (end >= 0) {
        pieces.push(this.#rest.subarray(0, end));
        this.#rest = this.#rest.subarray(end + 1);
        return Buffer.concat(pieces).toString('utf8');
      }
      pieces.push(this.#rest);
      if (!(await this.#more())) return null;
    }
  }

  async bytes(count: number): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (let left = count; ;) {
      const taken = this.#rest.subarray(0, left);
      this.#rest = this.#rest.subarray(taken.length);
      pieces.push(taken);
      left -= taken.length;
      if (left === 0) return Buffer.concat(pieces);
      if (!(await this.#more())) throw new NoBackup('The backup ends in the middle of a file.');
    }
  }

  async #more(): Promise<boolean> {
    const next = await this.#parts.next();
    this.#rest = next.done === true ? Buffer.alloc(0) : Buffer.from(next.value);
    return next.done !== true;
  }
}

function parsed(line: string): { readonly [field: string]: unknown } {
  try {
    return JSON.parse(line) as { readonly [field: string]: unknown };
  } catch {
    throw new NoBackup('The backup has a line that is no JSON.');
  }
}

/** @returns every record in order, ended by the foot; throws `NoBackup` on anything else */
export async function* recordsIn(content: AsyncIterable<Uint8Array>): AsyncGenerator<Record> {
  const source = new Source(content);
  const first = v.safeParse(head, parsed((await source.line()) ?? ''));
  if (!first.success)
    throw new NoBackup('This is no backup of Redress, or one of a version that this one does not know.');
  yield { kind: 'head', head: first.output };
  let place: v.InferOutput<typeof sectionLine> | null = null;
  for (let line = await source.line(); line !== null; line = await source.line()) {
    const said = parsed(line);
    if ('_id' in said && place !== null) {
      yield { kind: 'doc', ...place, doc: said as unknown as DocWithRevisions };
    } else if (v.is(sectionLine, said)) {
      place = said;
    } else if (v.is(blobLine, said) && said.size <= LARGEST_BLOB) {
      yield { kind: 'blob', hash: said.blob, bytes: await source.bytes(said.size) };
    } else if (v.is(foot, said)) {
      yield { kind: 'foot', foot: said };
      return;
    } else throw new NoBackup('The backup has a line that this version does not know.');
  }
  throw new NoBackup('The backup ends before its end.');
}
