/** How `backup` and `restore` end when they can't do what was asked: a sentence that says what to do. */
import { StoreError } from '../../store/store-error.ts';

export function sentenceOf(error: unknown): string {
  if (error instanceof StoreError && error.code === 'store.locked')
    return 'A server has this data directory open and does not answer on its socket. Stop it first.';
  if (error instanceof StoreError && error.code === 'store.restoring')
    return 'A restore was cut short here. Repeat it first: npm run restore -- <file>';
  if (error instanceof StoreError) return `${error.code}: ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
