/**
 * - `store.conflict`: a write met another's, where the caller could not have known
 * - `store.unavailable`: the engine does not answer, or failed; worth another try
 * - `store.locked`: another process (or this one) has the data directory open
 * - `store.full`: no room on the disk, or a quota reached
 * - `store.open`: this CouchDB answers strangers
 * - `store.credentials`: CouchDB refuses the service account
 * - `store.version`: this is no CouchDB 3
 * - `store.placement`: this CouchDB has fewer nodes than copies are asked for
 * - `store.restoring`: a restore into it has not come to its end
 */
export type StoreErrorCode =
  | 'store.conflict'
  | 'store.unavailable'
  | 'store.locked'
  | 'store.full'
  | 'store.open'
  | 'store.credentials'
  | 'store.version'
  | 'store.placement'
  | 'store.restoring';

/** The one error of the store: `code` is stable, `message` is for the operator's log. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  readonly code: StoreErrorCode;
  /** HTTP status of CouchDB's answer, where there was one. */
  readonly status: number | undefined;

  constructor(code: StoreErrorCode, message: string, options: { cause?: unknown; status?: number } = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.status = options.status;
  }
}

const FULL = /ENOSPC|EDQUOT|EFBIG|No space left|Disk quota exceeded|File too large/;
// LevelDB's two refusals: fcntl's, from another process, and its own table's, from this one.
const LOCKED = /lock .*(Resource temporarily unavailable|already held by process)/;

/** Names what LevelDB or the file system reported; a `StoreError` stays as it is. */
export function asStoreError(error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const text = describe(error);
  const code = FULL.test(text) ? 'store.full' : LOCKED.test(text) ? 'store.locked' : 'store.unavailable';
  return new StoreError(code, text, { cause: error });
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.message;
  // PouchDB's own errors are objects with a reason
  if (typeof error === 'object' && error !== null && 'reason' in error) return String(error.reason);
  return String(error);
}
