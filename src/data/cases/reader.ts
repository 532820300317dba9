import type { ComplaintDoc, LogEntry, PartyDoc } from '../../domain/complaint.ts';
import type { Actor } from '../../domain/actor.ts';
import type { ComplaintEvent } from '../../domain/events/event.ts';
import type { FoldContext } from '../../domain/fold/context.ts';
import { isLong } from '../../domain/fold/long.ts';
import { complaintDocId, partyDocId } from '../../domain/ids.ts';
import type { ComplaintId } from '../../domain/ids.ts';
import type { CaseView } from '../api.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { caseEntry } from '../projection/case-entry.ts';
import type { OwnCases } from '../projection/own-cases.ts';
import { complaintText, partyText } from '../projection/search.ts';
import { caseFile, partyOf } from './case-file.ts';
import type { CaseFile } from './case-file.ts';
import { longCase, pagesFrom } from './long-case.ts';
import { possibleActs } from './possible-acts.ts';

/** Reads complaints: the server's documents and what was done here, folded together. */
export class CaseReader {
  readonly #mirror: Mirror;
  readonly #outbox: Outbox;
  readonly #own: OwnCases;
  readonly #context: FoldContext;

  constructor(mirror: Mirror, outbox: Outbox, own: OwnCases, context: FoldContext) {
    this.#mirror = mirror;
    this.#outbox = outbox;
    this.#own = own;
    this.#context = context;
  }

  async file(id: ComplaintId): Promise<CaseFile | null> {
    const [doc = null, party = null] = await this.#mirror.store.many([complaintDocId(id), partyDocId(id)]);
    const held = { party: party as PartyDoc | null, own: this.#outbox.eventsOf(id) };
    const complaint = doc as ComplaintDoc | null;
    if (complaint !== null && isLong(complaint))
      return await longCase(this.#mirror.store, { ...held, doc: complaint }, this.#context);
    return caseFile({ ...held, doc: complaint }, this.#context);
  }

  /**
   * @param now Unix milliseconds
   * @param earlier entries of a long log to be shown before its end, at least
   */
  async view(id: ComplaintId, actor: Actor, now: number, earlier = 0): Promise<CaseView | null> {
    const file = await this.file(id);
    if (file === null) return null;
    const { complaint, unsynced } = file;
    const shown = await this.#before(file, earlier);
    return {
      complaint,
      earlier: shown,
      unshown: (complaint.earlier?.count ?? 0) - shown.length,
      ...partyOf(file),
      unsynced,
      contested: complaint.contested,
      may: actor.device === null ? [] : possibleActs(file, actor, now),
    };
  }

  /** The last entries of those that the complaint no longer carries, whole pages of them. */
  async #before({ complaint, before }: CaseFile, count: number): Promise<readonly LogEntry[]> {
    const { earlier } = complaint;
    if (earlier === undefined || count === 0) return [];
    if (before !== null) return before.slice(-count);
    const pages = Math.ceil((count * earlier.pages) / earlier.count);
    const found = await pagesFrom(this.#mirror.store, complaint, Math.max(0, earlier.pages - pages));
    return found.flatMap(({ entries }) => entries);
  }

  /** Brings the list's entry of a complaint to what its own events say now. */
  async project(id: ComplaintId): Promise<void> {
    const file = this.#outbox.eventsOf(id).length === 0 ? null : await this.file(id);
    this.#project(id, file);
  }

  /** The same for a complaint that began here, without a look at the mirror. */
  projectNew(id: ComplaintId, own: readonly ComplaintEvent[]): void {
    this.#project(id, caseFile({ doc: null, party: null, own }, this.#context));
  }

  #project(id: ComplaintId, file: CaseFile | null): void {
    if (file === null || file.unsynced.length === 0) return this.#own.set(id, null);
    const { complaint, partyBodies } = file;
    this.#own.set(id, {
      entry: caseEntry(complaint),
      text: { complaint: complaintText(complaint), party: partyText(partyBodies) },
      events: this.#outbox.eventsOf(id).map(({ _id }) => _id),
    });
  }
}
