import { useCallback, useEffect, useState } from 'react';
import type { QuarantinedItem } from '../../../server/contract/sync.ts';
import { fetchReport, post } from './fetch-report.ts';
import type { FetchProblem } from './fetch-report.ts';

export type Decision = 'admit' | 'setAside';

export interface QuarantineList {
  /** null: not read yet */
  readonly items: readonly QuarantinedItem[] | null;
  readonly problem: FetchProblem | null;
  readonly reload: () => Promise<void>;
}

/** What waits for a decision; it is on the server only. */
export function useQuarantine(): QuarantineList {
  const [items, setItems] = useState<readonly QuarantinedItem[] | null>(null);
  const [problem, setProblem] = useState<FetchProblem | null>(null);
  const reload = useCallback(async (): Promise<void> => {
    const answer = await fetchReport<readonly QuarantinedItem[]>(
      '/api/quarantine',
      null,
      new AbortController().signal,
    );
    if (answer.state === 'fresh') setItems(answer.report);
    setProblem(answer.state === 'failed' ? answer.why : null);
  }, []);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void reload();
    };
    look();
    document.addEventListener('visibilitychange', look);
    window.addEventListener('online', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      window.removeEventListener('online', look);
    };
  }, [reload]);
  return { items, problem, reload };
}

/** @returns null: it is decided; else a stable code */
export const decide = (id: string, decision: Decision): Promise<string | null> =>
  post('/api/quarantine', { id, decision });
