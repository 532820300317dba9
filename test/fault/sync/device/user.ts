/** Somebody at a device: does a step through the app's own data layer, and tells what they were shown as saved. */
import type { DataApi, ResponseDraft, SaveProblem } from '../../../../src/data/api.ts';
import { channels, remedyKinds } from '../../../../src/domain/codes.ts';
import { between, chance, pick, randomFrom } from '../random.ts';
import type { Random } from '../random.ts';
import type { Step } from '../plan.ts';
import { categories, dataOf } from './acts.ts';
import type { Confirmed, Owner } from './wire.ts';

/** null: there was nothing to do it to, or the app does not offer it. */
export type Outcome = { readonly ok: true; readonly item: Confirmed } | SaveProblem | null;

const text = (step: Pick<Step, 'op'>): string => `op ${step.op}: what happened, in their own words ✓`;
const details = (step: Pick<Step, 'op'>) => ({ name: `Name ${step.op}`, phone: `+995 5${step.op}` });

export class User {
  readonly #data: DataApi;
  readonly #owner: Owner;
  readonly #now: () => number;
  readonly #refresh: () => Promise<void>;

  constructor(data: DataApi, owner: Owner, now: () => number, refresh: () => Promise<void>) {
    this.#data = data;
    this.#owner = owner;
    this.#now = now;
    this.#refresh = refresh;
  }

  async do(step: Step): Promise<Outcome> {
    const random = randomFrom(step.seed);
    switch (step.does) {
      case 'record':
        return await this.#record(step, random);
      case 'act':
        return await this.#act(step, random);
      case 'party':
        return await this.#party(step, random);
      case 'transfer':
        return await this.#act(step, random, 'transferred');
      case 'respond':
        return await this.#respond(step, random);
      case 'draft':
        return await this.#draft(step);
      case 'refresh':
        await this.#refresh();
        return null;
      case 'retry':
        await this.#data.retryHeld();
        return null;
    }
  }

  async #record({ op }: Step, random: Random): Promise<Outcome> {
    const step = { op, does: 'record' as const };
    const { branches } = await this.#data.registry();
    const { kind } = this.#owner;
    const theirs = branches.filter(
      ({ branch, region }) =>
        kind === 'person' && (this.#owner.branches.includes(branch) || this.#owner.regions.includes(region)),
    );
    if (theirs.length === 0) return null;
    const party = chance(random, 0.7) ? { relation: 'customer' as const, ...details(step) } : null;
    const saved = await this.#data.record({
      text: text(step),
      branch: pick(random, theirs).branch,
      channel: pick(random, channels),
      category: pick<readonly string[]>(random, categories),
      wanted: chance(random, 0.3) ? [pick(random, remedyKinds)] : [],
      party,
    });
    if (!saved.ok) return saved;
    const said = { text: text(step), reference: saved.reference, party };
    return { ok: true, item: confirmed(step, { made: null, complaint: saved.id, kind: 'received', said }) };
  }

  /** A complaint of the list, as far down as somebody would scroll. */
  async #case(random: Random): Promise<{ readonly id: string; readonly ids: readonly string[] } | null> {
    const filter = chance(random, 0.85) ? 'branch' : 'closed';
    const list = await this.#data.list({ filter, search: '', offset: 0, limit: 30 });
    const ids = list.rows.map(({ id }) => id);
    return ids.length === 0 ? null : { id: pick(random, ids), ids };
  }

  async #act(step: Step, random: Random, only?: 'transferred'): Promise<Outcome> {
    const found = await this.#case(random);
    if (found === null) return only === undefined ? await this.#record(step, random) : null;
    const view = await this.#data.complaint(found.id);
    if (view === null) return null;
    const offered = view.may.filter((one) => only === undefined || one === only);
    if (offered.length === 0) return null;
    const kind = pick(random, offered);
    const registry = await this.#data.registry();
    const data = dataOf[kind]({ complaint: view.complaint, registry, others: found.ids, random });
    if (data === null) return null;
    const typed = kind === 'note' || chance(random, 0.4) ? { body: { text: text(step) } } : {};
    const saved = await this.#data.act(found.id, { kind, data, ...typed });
    if (!saved.ok) return saved;
    const said = { data, ...('body' in typed ? { text: text(step) } : {}) };
    return { ok: true, item: confirmed(step, { made: saved.event, complaint: found.id, kind, said }) };
  }

  async #party(step: Step, random: Random): Promise<Outcome> {
    const found = await this.#case(random);
    const view = found === null ? null : await this.#data.complaint(found.id);
    if (found === null || view === null || !view.may.includes('partyChanged')) return null;
    const party = { relation: 'representative' as const, ...details(step) };
    const saved = await this.#data.changeParty(found.id, party);
    if (!saved.ok) return saved;
    const made = { made: saved.event, complaint: found.id, kind: 'partyChanged', said: { party } };
    return { ok: true, item: confirmed(step, made) };
  }

  /**
   * Tap by tap: a draft before each question, then the response. Its id is its own, so that finishing it twice makes one:
   * a draft that a kill has left is finished first, as the kiosk's screens do.
   */
  async #respond(step: Step, random: Random): Promise<Outcome> {
    const left = (await this.#data.draft('response')) as Tapped | null;
    if (left !== null) return await this.#finish(left);
    const { surveys } = await this.#data.registry();
    if (surveys.length === 0) return null;
    const tapped: Tapped = {
      op: step.op,
      complete: chance(random, 0.8),
      draft: {
        id: responseUuid(step.op, random),
        survey: pick(random, surveys).id,
        language: pick(random, ['en', 'ka', 'ar'] as const),
        started: this.#now(),
        answers: {
          overall: between(random, 1, 6),
          ...(chance(random, 0.8) ? { recommend: between(random, 0, 11) } : {}),
        },
        missing: chance(random, 0.2) ? { price: 'notAnswered' } : {},
        texts: chance(random, 0.4) ? { comment: text(step) } : {},
      },
    };
    // As screens keep it, with what they need besides.
    const kept = await this.#data.saveDraft('response', { ...tapped.draft, ...tapped });
    return kept.ok ? await this.#finish(tapped) : kept;
  }

  async #finish({ op, complete, draft }: Tapped): Promise<Outcome> {
    const saved = await this.#data.finishResponse(draft, complete);
    if (!saved.ok) return saved;
    const { survey, answers, texts } = draft;
    const made = saved.id.slice('response:'.length);
    const said = { survey, answers, complete, texts };
    return {
      ok: true,
      item: confirmed({ op, does: 'respond' }, { made, complaint: null, kind: 'response', said }),
    };
  }

  async #draft(step: Step): Promise<Outcome> {
    const saved = await this.#data.saveDraft('note:fuzz', { op: step.op });
    if (!saved.ok) return saved;
    const said = { value: { op: step.op } };
    return { ok: true, item: confirmed(step, { made: null, complaint: null, kind: 'draft', said }) };
  }
}

interface Tapped {
  readonly op: number;
  readonly complete: boolean;
  readonly draft: ResponseDraft;
}

/** A version 7 uuid that tells its step. */
const responseUuid = (op: number, random: Random): string =>
  `0000${hex(op, 4)}-0000-7000-8000-${hex(between(random, 0, 2 ** 31), 12)}`;
const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0');

const confirmed = (
  { op, does }: Pick<Step, 'op' | 'does'>,
  rest: Pick<Confirmed, 'made' | 'complaint' | 'kind' | 'said'>,
): Confirmed => ({ op, does, ...rest });
