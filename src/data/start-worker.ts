/**
 * Starts the worker before anything else of the app is there: it loads and opens what it needs while the page compiles
 * what it draws with. Nothing is imported here.
 */
const START = {
  /** Each with what its work needs: a kiosk's is smaller by all that is about complaints. */
  person: () => new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'redress-data' }),
  kiosk: () =>
    new Worker(new URL('./kiosk-worker.ts', import.meta.url), { type: 'module', name: 'redress-data' }),
};

let started: Worker | null = null;

/** @param who works in this page, and nobody else until it is loaded anew. @returns the page's one worker */
export const startWorker = (who: keyof typeof START): Worker => (started ??= START[who]());
