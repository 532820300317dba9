import { stringify } from 'csv-stringify/sync';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvDefaults, csvRecords } from './csv.ts';
import type { CsvLimits, CsvRecord } from './csv.ts';

async function* chunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(
  text: string | Uint8Array,
  limits: Partial<CsvLimits> = {},
  size = 7,
): Promise<CsvRecord[]> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const records: CsvRecord[] = [];
  for await (const record of csvRecords(chunks(bytes, size), { ...csvDefaults, ...limits }))
    records.push(record);
  return records;
}
const fieldsOf = (records: readonly CsvRecord[]): (readonly string[])[] =>
  records.flatMap((record) => (record.ok ? [record.fields] : []));
const refused = (records: readonly CsvRecord[]): [number, string][] =>
  records.flatMap((record): [number, string][] => (record.ok ? [] : [[record.line, record.rule]]));

describe('csvRecords', () => {
  const value = fc.string({
    unit: fc.constantFrom('a', 'ქ', '"', ',', '\n', '\r\n', ' ', '👍', ';'),
    maxLength: 8,
  });
  const table = fc
    .integer({ min: 2, max: 5 })
    .chain((width) =>
      fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
    );

  it('reads what another writer wrote, whatever is in it and however it is cut', async () => {
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, size) => {
        const text = stringify(rows, { quoted: true });
        const expected = rows.map((row) => row.map((one) => one.replaceAll('\r\n', '\n')));
        expect(fieldsOf(await read(text, {}, size))).toEqual(expected);
      }),
    );
  });

  it('agrees with csv-parse on well-formed files, quoted or not', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const text = stringify(rows.map((row) => row.map((one) => one.replaceAll('\r\n', ' '))));
        // what a blank line means is for each reader to say
        fc.pre(!text.split('\n').slice(0, -1).includes(''));
        expect(fieldsOf(await read(text))).toEqual(parse(text));
      }),
    );
  });

  it('says on which line a record begins', async () => {
    const records = await read('a,b\n"1\n2",3\n\n4,5\n');
    expect(records.map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it('loses one line to an unclosed quote, not the rest of the file', async () => {
    const records = await read('a,b\n1,"open\n2,x\n3,y\n');
    expect(refused(records)).toEqual([[2, 'row.quote']]);
    expect(fieldsOf(records)).toEqual([
      ['a', 'b'],
      ['2', 'x'],
      ['3', 'y'],
    ]);
  });

  it('loses one line to a quote that a later one happens to close', async () => {
    const records = await read('a,b\n1,"open\n2,"x"\n3,y\n');
    expect(refused(records)).toEqual([[2, 'row.quote']]);
    expect(fieldsOf(records)).toEqual([
      ['a', 'b'],
      ['2', 'x'],
      ['3', 'y'],
    ]);
  });

  it('reads the lines anew that a record of the wrong width had swallowed', async () => {
    const records = csvRecords(chunks(Buffer.from('a,b\n1,"open\n2","x"\n3,y\n'), 5));
    const seen: (readonly string[])[] = [];
    let fits: boolean | undefined;
    for (;;) {
      const { done, value: record } = await records.next(fits);
      if (done === true) break;
      fits = record.ok && record.fields.length === 2;
      if (record.ok) seen.push(record.fields);
    }
    expect(seen.at(-1)).toEqual(['3', 'y']);
  });

  it('refuses a row of many megabytes by its line and reads on, in little memory', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    async function* file(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('a,b\n1,');
      for (let count = 0; count < 50; count += 1) yield megabyte;
      yield Buffer.from('\n2,fine\n"');
      for (let count = 0; count < 50; count += 1) yield Buffer.concat([megabyte, Buffer.from('\n')]);
      yield Buffer.from('3,fine\n');
    }
    const before = process.memoryUsage().rss;
    const records: CsvRecord[] = [];
    for await (const record of csvRecords(file())) records.push(record);
    expect(refused(records).slice(0, 2)).toEqual([
      [2, 'row.tooLong'],
      [4, 'row.tooLong'],
    ]);
    expect(fieldsOf(records)).toContainEqual(['2', 'fine']);
    expect(fieldsOf(records)).toContainEqual(['3', 'fine']);
    expect(process.memoryUsage().rss - before).toBeLessThan(120 * 1024 * 1024);
  });

  it('refuses what is no text by its line', async () => {
    const latin1 = Buffer.from('a,b\n1,caf\xe9\n2,x\n', 'latin1');
    expect(refused(await read(latin1))).toEqual([[2, 'row.encoding']]);
    expect(refused(await read('a,b\n1,\u0000\n2,x\n'))).toEqual([[2, 'row.binary']]);
  });

  it('reads any bytes to their end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const records = await read(bytes, { record: 50 });
        const lines = Buffer.from(bytes).toString('latin1').split('\n').length;
        for (const { line } of records) expect(line).toBeLessThanOrEqual(lines);
      }),
    );
  });
});
