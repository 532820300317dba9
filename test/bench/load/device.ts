/** A kiosk or a phone under load: it makes something every so often, sends it until it is confirmed, and pulls. */
import type { PushVerdict } from '../../../server/contract/sync.ts';
import type { Answer, Connection } from './http.ts';
import { LoadPen } from './pen.ts';
import type { Maker } from './pen.ts';

/** What all devices of a process have seen of the server. */
export interface Seen {
  /** milliseconds of each request that was answered as it should be, by what it was */
  readonly took: { readonly kiosk: number[]; readonly phone: number[]; readonly pull: number[] };
  /** ids that the server confirmed */
  readonly confirmed: string[];
  /** put off with 429 or 503 and Retry-After */
  putOff: number;
  /** anything else that is no answer, by what it was */
  readonly errors: Record<string, number>;
}
export const nothingSeen = (): Seen => ({
  took: { kiosk: [], phone: [], pull: [] },
  confirmed: [],
  putOff: 0,
  errors: {},
});

/** Milliseconds between two things that one device makes, on average. */
const EVERY = { kiosk: 5_000, phone: 10_000 } as const;
const PUSH = '/sync/redress_data/_bulk_docs';

const pause = (ms: number, end: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (end.aborted) {
      resolve();
      return;
    }
    const done = (): void => {
      clearTimeout(timer);
      end.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    end.addEventListener('abort', done);
  });

export class LoadDevice {
  readonly #kind: 'kiosk' | 'phone';
  readonly #connection: Connection;
  readonly #pen: LoadPen;
  #unconfirmed: (object & { _id: string })[] = [];
  #checkpoint: string | null = null;
  #changed = true;
  #wake: () => void = () => undefined;

  constructor(kind: 'kiosk' | 'phone', connection: Connection, maker: Maker) {
    this.#kind = kind;
    this.#connection = connection;
    this.#pen = new LoadPen(maker);
  }

  async run(seen: Seen, end: AbortSignal): Promise<void> {
    await pause(Math.random() * EVERY[this.#kind], end);
    if (this.#kind === 'kiosk') return this.#kiosk(seen, end);
    const listening = this.#listen(seen, end);
    await this.#phone(seen, end);
    await listening;
  }

  async #kiosk(seen: Seen, end: AbortSignal): Promise<void> {
    while (!end.aborted) {
      this.#unconfirmed.push(await this.#pen.response());
      await this.#push(seen, end);
      await pause(Math.random() * 2 * EVERY.kiosk, end);
    }
  }

  /** As the app: pushes what was made, pulls after that and whenever the server tells of a change. */
  async #phone(seen: Seen, end: AbortSignal): Promise<void> {
    let next = Date.now();
    while (!end.aborted) {
      if (Date.now() >= next) {
        next = Date.now() + Math.random() * 2 * EVERY.phone;
        this.#unconfirmed.push(await this.#pen.complaint());
        await this.#push(seen, end);
        this.#changed = true;
      }
      if (this.#changed) {
        this.#changed = false;
        await this.#pull(seen, end);
      }
      const waiting = new AbortController();
      this.#wake = () => waiting.abort();
      if (!this.#changed) await pause(Math.max(0, next - Date.now()), AbortSignal.any([end, waiting.signal]));
    }
  }

  async #listen(seen: Seen, end: AbortSignal): Promise<void> {
    const onChange = (): void => {
      this.#changed = true;
      this.#wake();
    };
    while (!end.aborted) {
      // a connection that was kept may have been closed by now: whoever listens connects again
      const status = await this.#connection.listen(onChange, end).catch(() => 0);
      if (status === 200) return;
      if (status !== 0) fault(seen, `events ${status}`);
      await pause(1_000, end);
    }
  }

  async #push(seen: Seen, end: AbortSignal): Promise<void> {
    while (this.#unconfirmed.length > 0 && !end.aborted) {
      const docs = this.#unconfirmed;
      const answer = await this.#ask(seen, end, 'POST', PUSH, { docs });
      if (answer === null) continue;
      const verdicts = JSON.parse(answer.text) as PushVerdict[];
      for (const verdict of verdicts) {
        if ('ok' in verdict && verdict.quarantined === undefined) seen.confirmed.push(verdict.id);
        else fault(seen, 'error' in verdict ? verdict.reason : String(verdict.quarantined));
      }
      seen.took[this.#kind].push(answer.ms);
      this.#unconfirmed = [];
    }
  }

  async #pull(seen: Seen, end: AbortSignal): Promise<void> {
    const query = this.#checkpoint === null ? '' : `?since=${encodeURIComponent(this.#checkpoint)}`;
    const answer = await this.#ask(seen, end, 'GET', `/sync/pull${query}`);
    if (answer === null) {
      this.#changed = true;
      return;
    }
    const last = answer.text.trimEnd().split('\n').at(-1) ?? '';
    this.#checkpoint = (JSON.parse(last) as { checkpoint: string }).checkpoint;
    seen.took.pull.push(answer.ms);
  }

  /** @returns null: it was put off, or failed, and has waited before another try */
  async #ask(
    seen: Seen,
    end: AbortSignal,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<Answer | null> {
    const said = { 'redress-waiting': '0' };
    const answer = await this.#connection.call(method, path, body, said).catch(() => null);
    if (answer !== null && answer.status >= 200 && answer.status < 300) return answer;
    const retryAfter = Number(answer?.headers['retry-after'] ?? Number.NaN);
    if ((answer?.status === 503 || answer?.status === 429) && retryAfter > 0) seen.putOff += 1;
    else fault(seen, `${path.split('?', 1)[0]} ${answer?.status ?? 'cut'}`);
    await pause((retryAfter > 0 ? retryAfter : 1) * 1000 * (1 + Math.random()), end);
    return null;
  }
}

function fault(seen: Seen, what: string): void {
  seen.errors[what] = (seen.errors[what] ?? 0) + 1;
}
