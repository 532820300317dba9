import { useEffect, useRef, useState } from 'react';
import type { OrganisationState } from '../../../../server/contract/organisation.ts';
import { canonicalText } from '../../../domain/canonical.ts';
import type { Organisation } from '../organisation/use-organisation.ts';
import { call } from '../server/call.ts';
import type { Refusal } from '../server/call.ts';
import type { Categories, Change } from './tree.ts';

export interface EditCategories {
  /** Saves a change at once. @returns what became of it; a refusal left everything as it was */
  readonly apply: (change: Change) => Promise<Applied>;
  readonly busy: boolean;
}
export type Applied =
  | { readonly ok: true; readonly before: Categories; readonly after: Categories }
  | { readonly ok: false; readonly problem: Refusal };

const GONE: Applied = { ok: false, problem: { code: 'admin.categoryGone' } };

/**
 * Changes run one after another, each on the list as it is then: when somebody else has saved meanwhile, the change is
 * made again to theirs, so that both hold.
 */
export function useCategories(organisation: Organisation): EditCategories {
  const { data, reload } = organisation;
  const latest = useRef<OrganisationState | null>(data);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const [running, setRunning] = useState(0);
  useEffect(() => {
    latest.current = data;
  }, [data]);

  const run = async (change: Change): Promise<Applied> => {
    for (;;) {
      const state = latest.current;
      const next = state === null ? null : change(state.categories);
      if (state === null || next === null) return GONE;
      const { categories: before, categoriesVersion } = state;
      if (next === before) return { ok: true, before, after: before };
      const saved = await call<{ readonly categories: Categories }>('PUT', '/api/admin/categories', {
        body: { categories: next },
        seen: categoriesVersion ?? '',
      });
      const refusal = saved.ok ? null : saved.problem;
      if (refusal !== null && refusal.code !== 'organisation.changedMeanwhile')
        return { ok: false, problem: refusal };
      const now = await reload();
      if (now === null) return { ok: false, problem: { code: 'network.offline' } };
      latest.current = now;
      if (saved.ok) return { ok: true, before, after: saved.value.categories };
    }
  };
  return {
    busy: running > 0,
    apply: async (change) => {
      setRunning((count) => count + 1);
      const turn = queue.current.then(() => run(change));
      queue.current = turn;
      try {
        return await turn;
      } finally {
        setRunning((count) => count - 1);
      }
    },
  };
}

/** Takes a change back: to the very list there was, unless somebody has changed something since; then by its opposite. */
export const takeBack =
  (before: Categories, after: Categories, opposite: Change): Change =>
  (now) =>
    canonicalText(now) === canonicalText(after) ? before : opposite(now);
