import { useEffect, useState } from 'react';
import type { QuarantinedItem } from '../../server/contract/sync.ts';
import { useData } from '../data/context.ts';
import { call } from './session/call.ts';

/** How many items wait for a manager's decision; asked at start, and whenever the server says that figures changed. */
export function useQuarantineCount(wanted: boolean): number {
  const data = useData();
  const [count, setCount] = useState(0);
  useEffect(() => {
    if (!wanted) return undefined;
    let over = false;
    const ask = async (): Promise<void> => {
      const answer = await call<readonly QuarantinedItem[]>('GET', '/api/quarantine');
      if (!over && answer.ok) setCount(answer.value.length);
    };
    void ask();
    const stop = data.listen(({ kind }) => {
      if (kind === 'figures') void ask();
    });
    return () => {
      over = true;
      stop();
    };
  }, [data, wanted]);
  return wanted ? count : 0;
}
