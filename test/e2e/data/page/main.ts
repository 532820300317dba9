/** A page with nothing on it but the device's store, for a test to call. */
import { startData } from '../../../../src/data/client.ts';
import type { DataClient } from '../../../../src/data/client.ts';

declare global {
  interface Window {
    data: DataClient;
    changes: string[];
  }
}
window.data = startData('person');
window.changes = [];
window.data.listen(({ kind }) => window.changes.push(kind));
