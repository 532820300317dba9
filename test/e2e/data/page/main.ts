/** A page with nothing on it but the device's store, for a test to call. */
import { dataOf } from '../../../../src/data/client.ts';
import { startWorker } from '../../../../src/data/start-worker.ts';
import type { DataClient } from '../../../../src/data/client.ts';

declare global {
  interface Window {
    data: DataClient;
    changes: string[];
  }
}
window.data = dataOf(startWorker('person'));
window.changes = [];
window.data.listen(({ kind }) => window.changes.push(kind));
