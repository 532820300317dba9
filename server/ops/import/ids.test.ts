import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { uuid } from '../../../src/domain/ids.ts';
import { importedUuid, timeOf } from './ids.ts';

const ms = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('importedUuid', () => {
  it('is a version 7 UUID of the record’s own time, the same at every run', () => {
    fc.assert(
      fc.property(ms, fc.string(), fc.string(), (time, external, part) => {
        const id = importedUuid(time, 'source', external, part);
        expect(v.is(uuid, id)).toBe(true);
        expect(timeOf(id)).toBe(time);
        expect(importedUuid(time, 'source', external, part)).toBe(id);
      }),
    );
  });

  it('differs by each of its names', () => {
    const ids = [
      importedUuid(5, 'a', 'b', 'c'),
      importedUuid(5, 'a', 'b', 'd'),
      importedUuid(5, 'a', 'bc', ''),
      importedUuid(5, 'ab', '', 'c'),
    ];
    expect(new Set(ids).size).toBe(4);
  });
});
