/** A page with nothing on it but a worker, for a bench to call. */
import { wrap } from 'comlink';
import type { Remote } from 'comlink';
import type { Measures } from './worker.ts';

declare global {
  interface Window {
    measures: Remote<Measures>;
  }
}
window.measures = wrap<Measures>(new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' }));
