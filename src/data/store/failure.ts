/** What went wrong in a store, as a stable code. */
export type StoreFailure = 'store.full' | 'store.closed' | 'store.failed';

/** The browser's quota, a disk without room (Chromium, Firefox), LevelDB's own words. */
const full = /quota|full disk|no space|disk ?full|enospc|NS_ERROR_DOM_INDEXEDDB_QUOTA/i;
/** The connection was closed under us: by the browser, by another tab that destroyed the database, by ourselves. */
const closed =
  /InvalidState|AbortError|connection is clos|is closed|is destroyed|not open|connection to indexed database|UnknownError/i;

/** PouchDB puts the browser's words now in `name`, now in `message` or `reason`, which may itself be an error. */
function words(error: unknown, depth = 0): string {
  if (typeof error === 'string') return error;
  if (typeof error !== 'object' || error === null || depth > 2) return '';
  const parts = error as { name?: unknown; message?: unknown; reason?: unknown; code?: unknown };
  return [parts.name, parts.message, parts.reason, parts.code]
    .map((part) => words(part, depth + 1))
    .join(' ');
}

export function failureOf(error: unknown): StoreFailure {
  const said = words(error);
  if (full.test(said)) return 'store.full';
  return closed.test(said) ? 'store.closed' : 'store.failed';
}

export const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && (error as { status?: unknown }).status === 404;
