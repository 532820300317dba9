/**
 * Keeps the facts in step with the store, from where the file says they end.
 *
 * Invariants: one batch is written at a time; the position only moves with the facts before it; a kill loses nothing but
 * what was not yet committed, which comes again; another epoch of the store begins from nothing.
 */
import type { ComplaintDoc } from '../../src/domain/complaint.ts';
import { complaintDocId, responseDocId, restOf, typeOf } from '../../src/domain/ids.ts';
import type { ComplaintId, Uuid } from '../../src/domain/ids.ts';
import type { SurveyResponse } from '../../src/domain/response.ts';
import { createZoneClock } from '../../src/domain/time/zone.ts';
import type { Context } from '../context.ts';
import type { Seq, Store } from '../store/store.ts';
import { complaintFact } from './complaint-fact.ts';
import { readMeta } from './database.ts';
import type { ReportDatabase } from './database.ts';
import { clearFacts, regionsOfFacts, writeFacts } from './fact-writer.ts';
import type { Reference, Stale } from './reference.ts';
import { responseFact } from './response-fact.ts';

/** Changes read at once while catching up. */
const BATCH = 4000;
/** Milliseconds: changes that come together are written together, so that a push costs one transaction. */
const GATHER = 40;
/** Milliseconds that changes are waited for while they keep coming: the figures are not to hold up who makes them. */
const GATHER_MOST = 400;
/** Milliseconds until another try after the store failed. */
const PAUSE = 500;

const isFact = (id: string): boolean => typeOf(id) === 'complaint' || typeOf(id) === 'response';

export class Follower {
  readonly #data: Store;
  readonly #database: ReportDatabase;
  readonly #reference: Reference;
  readonly #context: Pick<Context, 'now' | 'log'>;
  readonly #zone = createZoneClock();
  readonly #stop = new AbortController();
  /** ends the waiting for changes when there is something else to do */
  #waiting = new AbortController();
  #rebuilding = false;
  readonly #listeners = new Set<(regions: ReadonlySet<string>) => void>();
  readonly #stale: Stale[] = [];
  #running: Promise<void> = Promise.resolve();
  #seq: Seq | null = null;
  #fresh = true;
  #version = 0;
  /** Unix milliseconds since which something waits to be written; null: nothing that we know of */
  #behindSince: number | null;

  private constructor(context: Context, database: ReportDatabase, reference: Reference) {
    this.#data = context.stores.data;
    this.#database = database;
    this.#reference = reference;
    this.#context = context;
    this.#behindSince = context.now();
  }

  /** Takes up where the file ends, catches up in the background and goes on until it is closed. */
  static async start(context: Context, database: ReportDatabase, reference: Reference): Promise<Follower> {
    const follower = new Follower(context, database, reference);
    await follower.#begin(false);
    reference.onStale((stale) => {
      follower.#stale.push(stale);
      follower.#waiting.abort();
    });
    follower.#running = follower.#run();
    return follower;
  }

  /** Grows with every commit that changed a fact. */
  get version(): number {
    return this.#version;
  }

  /** Unix milliseconds: what had reached the store by then is in the facts. */
  asOf(): number {
    return this.#behindSince ?? this.#context.now();
  }

  /** @param listener told of whose regions facts were written or taken away */
  onFacts(listener: (regions: ReadonlySet<string>) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when everything that is in the store now is in the facts. */
  async caughtUp(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      const since = this.#seq;
      const { changes } = await this.#data.changes({ since, limit: 1 });
      const idle = this.#stale.length === 0 && !this.#rebuilding;
      // A rebuilding that began meanwhile has gone back to the beginning.
      if (changes.length === 0 && idle && this.#seq === since) return;
      await pause(10);
    }
  }

  /** Forgets all facts and makes them anew from the store; resolves when that is done. */
  async rebuild(): Promise<void> {
    this.#rebuilding = true;
    this.#behindSince ??= this.#context.now();
    this.#waiting.abort();
    await this.caughtUp();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#waiting.abort();
    await this.#running;
  }

  async #begin(anew: boolean): Promise<void> {
    const { epoch } = await this.#data.info();
    const meta = await readMeta(this.#database.writer);
    if (anew || meta.get('epoch') !== epoch) await clearFacts(this.#database.writer, epoch);
    const seq = (await readMeta(this.#database.writer)).get('seq') ?? null;
    this.#seq = seq;
    this.#fresh = seq === null;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stop;
    while (!signal.aborted) {
      try {
        if (await this.#step()) continue;
        this.#behindSince = null;
        await this.#wait();
      } catch (error) {
        if (signal.aborted) return;
        this.#behindSince ??= this.#context.now();
        this.#context.log.warn({ err: error }, 'the read model fell behind and tries again');
        await pause(PAUSE);
      }
    }
  }

  /** @returns whether there was anything to write */
  async #step(): Promise<boolean> {
    if (this.#rebuilding) {
      await this.#begin(true);
      this.#rebuilding = false;
    }
    const stale = this.#stale[0];
    if (stale !== undefined) {
      await this.#refresh(stale);
      this.#stale.shift();
      return true;
    }
    const { changes, last } = await this.#data.changes({ since: this.#seq, limit: BATCH });
    if (changes.length === 0) return false;
    const here = changes.filter(({ deleted, id }) => !deleted && isFact(id)).map(({ id }) => id);
    const gone = changes.filter(({ deleted, id }) => deleted && isFact(id)).map(({ id }) => restOf(id));
    await this.#write(here, gone, last);
    this.#seq = last;
    return true;
  }

  async #write(ids: readonly string[], gone: readonly string[], seq: Seq | null): Promise<void> {
    const docs = await this.#data.getMany(ids);
    const complaints = [];
    const responses = [];
    for (const doc of docs) {
      if (doc === null) continue;
      if (typeOf(doc._id) === 'complaint') {
        const complaint = doc as unknown as ComplaintDoc;
        complaints.push(complaintFact(complaint, this.#reference.calendarOf(complaint.region), this.#zone));
      } else {
        const response = doc as unknown as SurveyResponse;
        const region = response.admitted?.region ?? response.region ?? '';
        const timeZone = this.#reference.calendarOf(region)?.timeZone;
        responses.push(responseFact(response, this.#reference.survey(response.survey), timeZone, this.#zone));
      }
    }
    const unheard = this.#fresh || this.#listeners.size === 0;
    const replaced = unheard
      ? []
      : await regionsOfFacts(this.#database.writer, [...ids.map(restOf), ...gone]);
    await writeFacts(this.#database.writer, { complaints, responses, gone, seq }, this.#fresh);
    if (ids.length + gone.length === 0) return;
    this.#fresh = false;
    this.#version += 1;
    const regions = new Set([
      ...replaced,
      ...[...complaints, ...responses].map(({ region }) => region ?? ''),
    ]);
    for (const listener of this.#listeners) listener(regions);
  }

  /** Makes the facts of a region or a survey anew. */
  async #refresh(stale: Stale): Promise<void> {
    const [column, value] = 'region' in stale ? ['region', stale.region] : ['survey', stale.survey];
    const idsOf = async (table: string): Promise<string[]> => {
      const sql = `SELECT id::VARCHAR FROM ${table} WHERE ${column} = $1`;
      return (await this.#database.reader.runAndReadAll(sql, [value ?? '']))
        .getRows()
        .map(([id]) => String(id));
    };
    const complaints = 'region' in stale ? await idsOf('complaints') : [];
    const responses = await idsOf('responses');
    const ids = [
      ...complaints.map((id) => complaintDocId(id as ComplaintId)),
      ...responses.map((id) => responseDocId(id as Uuid)),
    ];
    for (let at = 0; at < ids.length; at += BATCH) await this.#write(ids.slice(at, at + BATCH), [], null);
  }

  /** Returns when something changed, and what comes right after it has come too. */
  async #wait(): Promise<void> {
    this.#waiting = new AbortController();
    if (this.#stop.signal.aborted || this.#rebuilding || this.#stale.length > 0) return;
    for await (const _change of this.#data.follow({ since: this.#seq, signal: this.#waiting.signal })) {
      this.#behindSince = this.#context.now();
      await this.#gather();
      return;
    }
  }

  async #gather(): Promise<void> {
    let seen: Seq | null = null;
    for (let waited = 0; waited < GATHER_MOST && !this.#waiting.signal.aborted; waited += GATHER) {
      await pause(GATHER);
      const { seq } = await this.#data.info();
      if (seq === seen) return;
      seen = seq;
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
