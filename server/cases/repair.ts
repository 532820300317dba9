/**
 * Materialising happens in the request that admits an event; this makes good what a killed process, a failed store or
 * another version of the fold left behind. Invariant: up to the stored sequence, every complaint contains every event.
 * It looks only at what changed since, so a start is quick, and doing it twice changes nothing.
 */
import type { FastifyBaseLogger } from 'fastify';
import { FOLD_VERSION } from '../../src/domain/complaint.ts';
import type { ComplaintDoc, PartyDoc } from '../../src/domain/complaint.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import type { FoldContext } from '../../src/domain/fold/context.ts';
import { eventUuidOf, restOf, typeOf } from '../../src/domain/ids.ts';
import type { ComplaintId } from '../../src/domain/ids.ts';
import type { Change, Store } from '../store/store.ts';
import { readMaterialised, rematerialise } from './materialise.ts';
import type { Materialised } from './materialise.ts';
import { countPages, lacking } from './pages.ts';
import { every } from './paging.ts';

const CHECKPOINT = 'materialised';
const BATCH = 2_000;
/** Milliseconds between two looks. */
const PERIOD = 60_000;
const READ_AT_ONCE = 500;

export class Repair {
  readonly #data: Store;
  readonly #fold: FoldContext;
  readonly #log: FastifyBaseLogger;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> = Promise.resolve();

  constructor(data: Store, fold: FoldContext, log: FastifyBaseLogger) {
    this.#data = data;
    this.#fold = fold;
    this.#log = log;
  }

  /** Repairs everything up to now. Calls run one after the other. */
  run(): Promise<void> {
    const next = this.#running.then(() => this.#repair());
    this.#running = next.catch(() => undefined);
    return next;
  }

  schedule(): void {
    this.#timer = setInterval(() => {
      this.run().catch((err: unknown) => this.#log.warn({ err }, 'repair put off'));
    }, PERIOD);
    this.#timer.unref();
  }

  async close(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#running;
  }

  async #repair(): Promise<void> {
    const stored = await this.#data.getLocal(CHECKPOINT);
    if (stored !== null && stored['foldVersion'] !== FOLD_VERSION) await this.#refold();
    let since = typeof stored?.['seq'] === 'string' ? stored['seq'] : null;
    for (;;) {
      const { changes, last } = await this.#data.changes({ since, limit: BATCH });
      if (changes.length === 0) break;
      await this.#complete(changes);
      since = last;
      await this.#data.putLocal(CHECKPOINT, { seq: last, foldVersion: FOLD_VERSION });
    }
  }

  /** Makes anew the complaints that lack one of these events. */
  async #complete(changes: readonly Change[]): Promise<void> {
    const events = new Map<ComplaintId, Set<string>>();
    const anew = new Set<ComplaintId>();
    for (const { id, rev, deleted } of changes) {
      const complaint = restOf(id).split(':')[0] as ComplaintId;
      // A page that was full has changed, and its complaint should have with it.
      if (typeOf(id) === 'log' && !rev.startsWith('1-')) anew.add(complaint);
      if (deleted || typeOf(id) !== 'event') continue;
      events.set(complaint, (events.get(complaint) ?? new Set()).add(id));
    }
    for (const id of anew) await rematerialise(this.#data, this.#fold, id);
    const ids = [...events.keys()].filter((id) => !anew.has(id));
    for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
      const part = ids.slice(at, at + READ_AT_ONCE);
      for (const [id, now] of await readMaterialised(this.#data, part))
        if (await this.#lacks(now, events.get(id) ?? new Set()))
          await rematerialise(this.#data, this.#fold, id);
    }
  }

  async #lacks({ complaint, party }: Materialised, ids: ReadonlySet<string>): Promise<boolean> {
    if (complaint === null) return true;
    const mine = complaint.log.flatMap(({ event }) => (ids.has(event._id) ? event : []));
    if (lacksBody(complaint, party, mine)) return true;
    const has = new Set(mine.map(({ _id }) => _id));
    const rest = [...ids].filter((id) => !has.has(id));
    if (complaint.earlier === undefined) return rest.length > 0;
    // Pages are written with their complaint, but not every store keeps or loses both.
    if ((await countPages(this.#data, complaint.complaint)) !== complaint.earlier.pages) return true;
    if (rest.length === 0) return false;
    const found = (await this.#data.getMany(rest)).flatMap(
      (event) => (event as unknown as ComplaintEvent | null) ?? [],
    );
    if (lacksBody(complaint, party, found)) return true;
    return (await lacking(this.#data, complaint, found)).length > 0;
  }

  async #refold(): Promise<void> {
    let count = 0;
    for await (const doc of every(this.#data, 'complaint:')) {
      const complaint = doc as unknown as ComplaintDoc;
      if (complaint.foldVersion === FOLD_VERSION) continue;
      await rematerialise(this.#data, this.#fold, complaint.complaint);
      count += 1;
    }
    this.#log.info({ complaints: count, foldVersion: FOLD_VERSION }, 'folded anew');
  }
}

/** Whether who complains was said in one of these and is not kept: the party too is written with its complaint. */
const lacksBody = (
  { erased }: ComplaintDoc,
  party: PartyDoc | null,
  events: readonly ComplaintEvent[],
): boolean =>
  !erased &&
  events.some(({ _id, kind }) => kind === 'partyChanged' && party?.bodies[eventUuidOf(_id)] === undefined);
