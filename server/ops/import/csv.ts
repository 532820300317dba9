/**
 * Comma-separated values (RFC 4180) from a stream of bytes, in constant memory, one record at a time.
 *
 * Why not a library's parser: after an unclosed quote or a row of fifty megabytes those lose the rest of the file. Here
 * the fault costs one line. A record that can't be read is refused with the line on which it begins, and reading goes on
 * at the very next line, even when the record had swallowed some. Where it can be read, the tests hold this to csv-parse.
 */
export interface CsvLimits {
  /** bytes that one record may have, over all its lines */
  readonly record: number;
  readonly delimiter: string;
}
export const csvDefaults: CsvLimits = { record: 1024 * 1024, delimiter: ',' };

/** `row.tooLong`, `row.encoding` (no UTF-8), `row.binary`, `row.quote` (one that is not closed, or stands within a value) */
export type CsvRule = 'row.tooLong' | 'row.encoding' | 'row.binary' | 'row.quote';
export type CsvRecord =
  | { readonly ok: true; readonly line: number; readonly fields: readonly string[]; readonly lines: number }
  | { readonly ok: false; readonly line: number; readonly rule: CsvRule; readonly value: string };

interface Line {
  readonly number: number;
  /** null: longer than a record may be, or no UTF-8; `head` has its beginning */
  readonly text: string | null;
  readonly rule: 'row.tooLong' | 'row.encoding' | 'row.binary' | null;
  readonly head: string;
}

const NEWLINE = 10;
const RETURN = 13;
const HEAD = 200;
const lenient = new TextDecoder('utf-8', { fatal: false });
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function lineOf(number: number, bytes: Uint8Array): Line {
  const end = bytes.at(-1) === RETURN ? bytes.length - 1 : bytes.length;
  const content = bytes.subarray(0, end);
  const head = lenient.decode(content.subarray(0, HEAD));
  if (content.includes(0)) return { number, text: null, rule: 'row.binary', head };
  try {
    return { number, text: strict.decode(content), rule: null, head };
  } catch {
    return { number, text: null, rule: 'row.encoding', head };
  }
}

/** Physical lines; of one that is longer than the limit only the beginning is kept. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let number = 1;
  const take = (): Line => {
    const joined = parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
    const line: Line =
      size > limit
        ? { number, text: null, rule: 'row.tooLong', head: lenient.decode(joined.subarray(0, HEAD)) }
        : lineOf(number, joined);
    parts = [];
    size = 0;
    number += 1;
    return line;
  };
  const add = (part: Uint8Array): void => {
    if (size <= limit) parts.push(part);
    size += part.length;
  };
  for await (const chunk of bytes) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      add(chunk.subarray(from, at));
      yield take();
      from = at + 1;
    }
    if (from < chunk.length) add(chunk.slice(from));
  }
  if (size > 0) yield take();
}

function quotesIn(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

/** The fields of a text; null: it ends within quotes; `'quote'`: a quote where none may be. */
export function splitFields(text: string, delimiter: string): string[] | null | 'quote' {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (text[at] === '"') {
      let value = '';
      let from = at + 1;
      for (;;) {
        const close = text.indexOf('"', from);
        if (close < 0) return null;
        value += text.slice(from, close);
        at = close + 1;
        if (text[at] !== '"') break;
        value += '"';
        from = at + 1;
      }
      fields.push(value);
      if (at < text.length && !text.startsWith(delimiter, at)) return 'quote';
    } else {
      const next = text.indexOf(delimiter, at);
      const value = next < 0 ? text.slice(at) : text.slice(at, next);
      if (value.includes('"')) return 'quote';
      fields.push(value);
      at += value.length;
    }
    if (at >= text.length) return fields;
    at += delimiter.length;
  }
}

/**
 * The records of a file, blank lines left out. Whoever finds that a record of several lines has not the columns that it
 * should may send back `false`: the record then counts as its first line only, and the next lines are read anew.
 */
export async function* csvRecords(
  bytes: AsyncIterable<Uint8Array>,
  { record: limit, delimiter }: CsvLimits = csvDefaults,
): AsyncGenerator<CsvRecord, void, boolean | undefined> {
  const source = linesOf(bytes, limit);
  let waiting: Line[] = [];
  const next = async (): Promise<Line | null> => {
    const back = waiting.shift();
    if (back !== undefined) return back;
    const read = await source.next();
    return read.done === true ? null : read.value;
  };
  for (let line = await next(); line !== null; line = await next()) {
    const { number, head } = line;
    if (line.text === null) {
      yield { ok: false, line: number, rule: line.rule ?? 'row.binary', value: head };
      continue;
    }
    if (line.text === '') continue;
    const swallowed: Line[] = [];
    let text = line.text;
    let fields = splitFields(text, delimiter);
    while (fields === null && text.length <= limit) {
      const more = await next();
      if (more === null) break;
      swallowed.push(more);
      if (more.text === null) break;
      text += `\n${more.text}`;
      // An even number of quotes more leaves the value open: what is long is not read again and again.
      if (quotesIn(more.text) % 2 === 1) fields = splitFields(text, delimiter);
    }
    if (fields === null || fields === 'quote') {
      waiting = [...swallowed, ...waiting];
      yield { ok: false, line: number, rule: text.length > limit ? 'row.tooLong' : 'row.quote', value: head };
      continue;
    }
    const kept = yield { ok: true, line: number, fields, lines: 1 + swallowed.length };
    if (kept === false) waiting = [...swallowed, ...waiting];
  }
}
