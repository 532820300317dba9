/**
 * Server-sent events by `fetch`: an EventSource tells nobody why it failed, and a session that has ended is to be told
 * from a network that is gone.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
import type { Call, CallFailure } from './http.ts';

/** Milliseconds without even a comment after which the connection counts as dead. */
const SILENCE = 90_000;

/** Names of events, as they arrive, one for each that ends with an empty line. */
export async function* eventNames(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let name = '';
  let dispatch = false;
  for await (const chunk of bytes) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (dispatch) yield name === '' ? 'message' : name;
        [name, dispatch] = ['', false];
      } else if (line.startsWith('event:')) {
        name = line.slice(6).trim();
        dispatch = true;
      } else if (line.startsWith('data:')) dispatch = true;
    }
  }
}

/** Listens until the connection ends. @returns why it could not be made; null: it was, and has ended */
export async function listen(
  call: Call,
  signal: AbortSignal,
  on: { readonly open: () => void; readonly event: (name: string) => void },
): Promise<CallFailure | null> {
  const answered = await call('/sync/events', {
    headers: { accept: 'text/event-stream' },
    signal,
    silence: SILENCE,
  });
  if (!answered.ok) return answered;
  on.open();
  try {
    for await (const name of eventNames(answered.bytes())) on.event(name);
  } catch {
    // It was cut; whoever listens connects again.
  }
  return null;
}
