/**
 * What changed of a scope, a page at a time, for `_changes`: the same plan that a pull is made of. A sequence is a sealed
 * token; from a scope that has changed since, or a token that is none, everything in scope counts as changed. A token
 * names what was planned and could not be read, so that it comes again, as a device's checkpoint does.
 */
import { StoreError } from '../../store/store-error.ts';
import { MOST_AGAIN, plan } from '../pull.ts';
import type { Plan } from '../pull.ts';
import type { Checkpoint } from '../token.ts';
import type { ScopeView } from './scope-view.ts';

export interface Page {
  /** the documents of one complaint stay together, with the sequence after them */
  readonly groups: readonly { readonly id: string; readonly docs: readonly string[] }[];
  /**
   * The sequence after one of these groups. @param lacking complaints of which something could not be read
   * @throws a StoreError when they are so many that this is no change but a failure
   */
  readonly after: (id: string | undefined, lacking: readonly string[]) => string;
  /** documents after this page */
  readonly pending: number;
}
type Group = Plan['cases'][number];

/** Standard clients read the whole scope, as `_all_docs` does; only devices forget what was closed long ago. */
const everyCase = (): boolean => true;

/** In one order for both databases, newest first, so that a page can go on below where the last one ended. */
function groupsOf({ registry, cases }: Plan, view: ScopeView): Group[] {
  const groups = view.database === 'data' ? [...cases] : registry.map((id) => ({ id, docs: [id] }));
  return groups.sort((one, other) => (one.id < other.id ? 1 : -1));
}

/** As many groups as have `limit` documents together; at least one. */
function upTo(limit: number, groups: readonly Group[]): Group[] {
  let count = 0;
  const end = groups.findIndex(({ docs }, at) => (count += docs.length) > limit && at > 0);
  return end === -1 ? [...groups] : groups.slice(0, end);
}

const positionIn = ({ data, registry }: Checkpoint): Pick<Checkpoint, 'data' | 'registry'> => ({
  data,
  registry,
});

const named = (again: readonly string[] | undefined): Pick<Checkpoint, 'again'> =>
  again === undefined || again.length === 0 ? {} : { again: [...again] };

/**
 * @param token null: from the beginning
 * @param limit documents; a complaint that alone has more is sent whole
 */
export async function pageAfter(view: ScopeView, token: string | null, limit: number): Promise<Page> {
  const { services, caller, database } = view;
  const { sealer } = services;
  const opened = token === null ? null : sealer.open(token);
  const since = opened?.of === database ? opened : null;
  // Increments under way are planned from where they began: what has changed meanwhile only comes once more.
  const start =
    since?.from === undefined ? since : { ...since, again: undefined, ...since.from, before: undefined };
  const made = await plan(services, caller, start, everyCase);
  const goesOn = since !== null && !made.rotate;
  const ends: Checkpoint = {
    ...made.base,
    ...(goesOn && since.from !== undefined ? positionIn(since) : {}),
    of: database,
  };
  const began =
    made.snapshot || start === null ? {} : { from: { ...positionIn(start), ...named(start.again) } };
  const below = goesOn ? since.before : undefined;
  const before = below === undefined ? [] : (since?.again ?? []);
  const groups = groupsOf(made, view).filter(({ id }) => below === undefined || id < below);
  const taken = upTo(limit, groups);
  const left = groups.slice(taken.length);
  const lastId = left.length === 0 ? taken.at(-1)?.id : undefined;
  const after: Page['after'] = (id, lacking) => {
    const again = [...new Set([...before, ...lacking])];
    if (again.length > MOST_AGAIN) throw new StoreError('store.unavailable', 'the store is far ahead of us');
    const done = id === undefined || id === lastId;
    return sealer.seal({ ...ends, ...named(again), ...(done ? {} : { before: id, ...began }) });
  };
  return { groups: taken, after, pending: left.reduce((sum, { docs }) => sum + docs.length, 0) };
}

/** The sequence of this moment. */
export async function sequenceNow(view: ScopeView): Promise<string> {
  const { services, caller, database } = view;
  const { base } = await plan(services, caller, null, () => false);
  return services.sealer.seal({ ...base, of: database });
}
