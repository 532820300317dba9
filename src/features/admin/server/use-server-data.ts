import { useCallback, useEffect, useState } from 'react';
import { call } from './call.ts';
import type { Outcome, Refusal } from './call.ts';

export interface ServerData<T> {
  /** what was read last; it stays while it is read again, and when that fails */
  readonly data: T | null;
  readonly problem: Refusal | null;
  /** @returns what there is now; null: it couldn't be read */
  readonly reload: () => Promise<T | null>;
}

type State<T> = Omit<ServerData<T>, 'reload'>;

const read = <T>(before: State<T>, outcome: Outcome<T>): State<T> =>
  outcome.ok ? { data: outcome.value, problem: null } : { ...before, problem: outcome.problem };

/** Reads what an administrator sees, at first and whenever the page is looked at again. */
export function useServerData<T>(path: string): ServerData<T> {
  const [state, setState] = useState<State<T>>({ data: null, problem: null });
  const reload = useCallback(async (): Promise<T | null> => {
    const outcome = await call<T>('GET', path);
    setState((before) => read(before, outcome));
    return outcome.ok ? outcome.value : null;
  }, [path]);
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState !== 'visible') return;
      void call<T>('GET', path).then((outcome) => setState((before) => read(before, outcome)));
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [path]);
  return { ...state, reload };
}
