import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { sniff } from './sniff.ts';

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}
async function read(bytes: Uint8Array): Promise<string> {
  const result = await sniff(once(bytes));
  if (!result.ok) return result.code;
  const parts: Uint8Array[] = [];
  for await (const part of result.bytes) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

describe('sniff', () => {
  it('lets text through, without the mark that Excel puts before it', async () => {
    expect(await read(Buffer.from('\uFEFFa,b\n1,ქ\n'))).toBe('a,b\n1,ქ\n');
    expect(await read(Buffer.from('a,b\n'.repeat(5000)))).toBe('a,b\n'.repeat(5000));
  });

  it('names what is no CSV', async () => {
    expect(await read(Buffer.alloc(0))).toBe('file.empty');
    expect(await read(Buffer.from('\uFEFFa,b\n', 'utf16le'))).toBe('file.utf16');
    expect(await read(Buffer.from('a,b\n1,2\n', 'utf16le'))).toBe('file.utf16');
    expect(await read(gzipSync('a,b\n'))).toBe('file.binary');
    expect(await read(Buffer.from('PK\u0003\u0004 a workbook'))).toBe('file.binary');
    expect(await read(Buffer.from('%PDF-1.7'))).toBe('file.binary');
  });
});
