/**
 * How a command hands an import to the running server: the mapping as one line of JSON, then the file as it is. The
 * answer comes line by line while the file goes: progress, refused rows, and at last the result.
 */
import type { ImportProgress, ImportResult } from './import-file.ts';
import type { Refusal } from './row.ts';

export const IMPORT_TYPE = 'application/x-redress-import';
export const importPath = (dryRun: boolean): string => `/import${dryRun ? '?dryRun=1' : ''}`;
/** Bytes of a mapping. */
const MOST = 4 * 1024 * 1024;

export type ImportLine =
  | { readonly progress: ImportProgress }
  | { readonly refused: Refusal }
  | { readonly result: ImportResult }
  /** the store failed, or the file broke off: what was imported stays, and a repetition goes on */
  | { readonly failed: string };

/** @returns the first line, and what follows it; null: there is none within the limit */
export async function firstLine(
  bytes: AsyncIterable<Uint8Array>,
): Promise<{ readonly line: string; readonly rest: AsyncIterable<Uint8Array> } | null> {
  const iterator = bytes[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  for (;;) {
    const read = await iterator.next();
    if (read.done === true) return null;
    head = Buffer.concat([head, read.value]);
    const end = head.indexOf(10);
    if (end >= 0) {
      const after = head.subarray(end + 1);
      async function* rest(): AsyncGenerator<Uint8Array> {
        yield after;
        yield* { [Symbol.asyncIterator]: () => iterator };
      }
      return { line: head.subarray(0, end).toString('utf8'), rest: rest() };
    }
    if (head.length > MOST) return null;
  }
}

/** Lines of JSON from a stream of text. */
export async function* jsonLines<T>(chunks: AsyncIterable<unknown>): AsyncGenerator<T> {
  let text = '';
  for await (const chunk of chunks) {
    text += String(chunk);
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) if (line !== '') yield JSON.parse(line) as T;
  }
  if (text !== '') yield JSON.parse(text) as T;
}
