import { expose } from 'comlink';
import type { DataApi } from '../api.ts';
import { timed } from './timed.ts';

/** Answers the page from the worker in which this is called. */
export function serve(data: DataApi): void {
  self.addEventListener('online', () => void data.syncNow());
  expose(timed(data, () => performance.now()));
}
