/**
 * Reads the body of an answer until a signal ends it. A fetch that was given a signal hears of it only until its answer
 * is collected as garbage, which in the middle of a long wait for the rest of it may be soon (Node 20); whoever reads the
 * body holds on to it.
 */
export async function textUntil(response: Response, signal: AbortSignal): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  // what is cancelled ends as if it were complete
  const cancel = (): void => void reader.cancel().catch(() => undefined);
  signal.addEventListener('abort', cancel);
  const decoder = new TextDecoder();
  let text = '';
  try {
    signal.throwIfAborted();
    for (;;) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return text + decoder.decode();
      text += decoder.decode(value, { stream: true });
    }
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
