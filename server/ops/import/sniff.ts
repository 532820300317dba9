/** Whether a file can be a CSV at all, told from its beginning, so that a wrong file is one clear error and not a thousand. */
export type FileProblem = 'file.empty' | 'file.utf16' | 'file.binary';

const SNIFFED = 4096;
const BOM = [0xef, 0xbb, 0xbf];

function problemOf(head: Uint8Array): FileProblem | null {
  if (head.length === 0) return 'file.empty';
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'file.utf16';
  if (isArchive(head)) return 'file.binary';
  const zeros = head.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
  // UTF-16 without its mark: every other byte of plain letters is zero.
  if (zeros > head.length * 0.3) return 'file.utf16';
  return zeros > 0 ? 'file.binary' : null;
}

/** ZIP (which XLSX is), PDF, PNG, JPEG, GZIP: what people take for a CSV. */
function isArchive(head: Uint8Array): boolean {
  const magic = Buffer.from(head.subarray(0, 4)).toString('latin1');
  return (
    magic === 'PK\x03\x04' ||
    magic === '%PDF' ||
    magic.startsWith('\x89PNG') ||
    /^(?:\xff\xd8|\x1f\x8b)/.test(magic)
  );
}

/** @returns the same bytes without a UTF-8 byte order mark, or why they are no CSV */
export async function sniff(
  bytes: AsyncIterable<Uint8Array>,
): Promise<
  | { readonly ok: true; readonly bytes: AsyncIterable<Uint8Array> }
  | { readonly ok: false; readonly code: FileProblem }
> {
  const iterator = bytes[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let size = 0;
  while (size < SNIFFED) {
    const read = await iterator.next();
    if (read.done === true) break;
    parts.push(read.value);
    size += read.value.length;
  }
  const head = Buffer.concat(parts);
  const code = problemOf(head.subarray(0, SNIFFED));
  if (code !== null) {
    await iterator.return?.();
    return { ok: false, code };
  }
  const marked = BOM.every((byte, at) => head[at] === byte);
  async function* all(): AsyncGenerator<Uint8Array> {
    yield marked ? head.subarray(BOM.length) : head;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { ok: true, bytes: all() };
}
