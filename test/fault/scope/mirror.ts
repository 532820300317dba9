/** What a device holds after its pulls: the protocol of documents, `forget` and `rotate`, and nothing else of the app. */
import type { PullLine, PulledDoc } from '../../../server/contract/sync.ts';
import type { Name } from './cast.ts';
import type { FuzzServer } from './server.ts';

export class Mirror {
  docs = new Map<string, PulledDoc>();
  since: string | null = null;
  readonly who: Name;

  constructor(who: Name) {
    this.who = who;
  }

  /** @returns the status; the text of what was sent, as far as it was read */
  async pull(server: FuzzServer): Promise<{ status: number; text: string }> {
    const query = this.since === null ? '' : `?since=${encodeURIComponent(this.since)}`;
    const { status, text } = await server.ask(this.who, { method: 'GET', path: `/sync/pull${query}` });
    if (status === 200) this.#take(text);
    return { status, text };
  }

  #take(text: string): void {
    let sent = new Map<string, PulledDoc>();
    let replaced = false;
    for (const line of text.split('\n').filter((one) => one !== '')) {
      const said = JSON.parse(line) as PullLine;
      if ('doc' in said) sent.set(said.doc._id, said.doc);
      else if ('forget' in said) this.docs.delete(said.forget);
      else {
        this.since = said.checkpoint;
        replaced ||= said.rotate === true;
      }
    }
    if (replaced) this.docs = new Map();
    for (const [id, doc] of sent) this.docs.set(id, doc);
    sent = new Map();
  }
}
