/** The page between a device's worker and the fuzzer, which listens as `fuzzTold`. */
import type { Command, Told } from './wire.ts';

/** What only a browser has to say: all else is as any device says it. */
export type FromWorker = Told | { readonly tells: 'ready' } | { readonly tells: 'dies' };
export type FromPage = Command | { readonly does: 'stores' };

export const PAGE = '/fuzz/device.html';
export const WORKER = '/fuzz/worker.js';

export const pageHtml = `<!doctype html>
<title>A device</title>
<script>
  const worker = new Worker('${WORKER}' + location.search);
  worker.onmessage = ({ data }) => fuzzTold(JSON.stringify(data));
  worker.onerror = ({ message }) => fuzzTold(JSON.stringify({ tells: 'failed', error: message }));
  const fuzzSay = (said) => worker.postMessage(JSON.parse(said));
</script>`;
