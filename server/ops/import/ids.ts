/**
 * Ids of imported records, the same at every run: a version 7 UUID (RFC 9562) whose time is the record's own day and
 * whose other 74 bits are a hash of where it comes from. So a file that is imported twice names the same documents.
 */
import { createHash } from 'node:crypto';
import type { Uuid } from '../../../src/domain/ids.ts';

/**
 * @param ms Unix milliseconds of the record, not of the import
 * @param names source, external reference, part: `received`, `acknowledged` …
 */
export function importedUuid(ms: number, ...names: readonly string[]): Uuid {
  const hash = createHash('sha256').update(JSON.stringify(names)).digest();
  const time = Math.max(0, Math.trunc(ms)).toString(16).padStart(12, '0');
  const random = hash.toString('hex');
  const variant = (8 | (Number.parseInt(random[3] ?? '0', 16) & 3)).toString(16);
  return [
    time.slice(0, 8),
    time.slice(8, 12),
    `7${random.slice(0, 3)}`,
    `${variant}${random.slice(4, 7)}`,
    random.slice(7, 19),
  ].join('-') as Uuid;
}

/** The milliseconds that an id says; parts of a record have those of the record. */
export const timeOf = (id: Uuid): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
