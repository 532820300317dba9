import { useEffect, useState } from 'react';
import type { DataClient } from '../../data/client.ts';
import type { OverviewReport } from '../../../server/contract/reports.ts';
import { fetchReport } from './fetch-report.ts';
import type { FetchProblem } from './fetch-report.ts';
import { keepReports, keptReports, withReport } from './kept-reports.ts';
import type { KeptReport } from './kept-reports.ts';

export interface Overview {
  /** what is known of this question; it stays while newer figures are fetched */
  readonly kept: KeptReport | null;
  /** why there are no newer figures; null: these are the latest */
  readonly problem: FetchProblem | null;
  /** both have been looked for: on the device, and on the server */
  readonly settled: boolean;
}

/** Milliseconds: in case a server's word that figures changed got lost. */
const ASK_AGAIN = 60_000;

/** The figures of one question: from the device at once, then from the server, and again whenever they change there. */
export function useOverview(data: DataClient, path: string): Overview {
  const [all, setAll] = useState<readonly KeptReport[]>([]);
  const [state, setState] = useState<{ readonly path: string; readonly problem: FetchProblem | null } | null>(
    null,
  );
  useEffect(() => {
    const ending = new AbortController();
    let running = false;
    let again = false;
    let known: readonly KeptReport[] = [];

    const show = (one: KeptReport): void => {
      known = withReport(known, one);
      setAll(known);
      void keepReports(data, known);
    };
    const ask = async (): Promise<void> => {
      again = running;
      if (running) return;
      running = true;
      const here = known.find((one) => one.path === path);
      const answer = await fetchReport<OverviewReport>(path, here?.etag ?? null, ending.signal);
      running = false;
      if (ending.signal.aborted) return;
      if (answer.state === 'fresh') {
        show({ path, etag: answer.etag, report: answer.report, asOf: answer.report.asOf });
      } else if (answer.state === 'unchanged' && here !== undefined) {
        show({ ...here, asOf: Math.max(here.asOf, Date.now()) });
      }
      setState({ path, problem: answer.state === 'failed' ? answer.why : null });
      if (again) await ask();
    };
    const look = (): void => {
      if (document.visibilityState === 'visible') void ask();
    };
    const begin = async (): Promise<void> => {
      known = await keptReports(data);
      if (ending.signal.aborted) return;
      setAll(known);
      await ask();
    };
    void begin();
    const stop = data.listen(({ kind }) => {
      if (kind === 'figures') void ask();
    });
    const timer = setInterval(look, ASK_AGAIN);
    window.addEventListener('online', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      ending.abort();
      stop();
      clearInterval(timer);
      window.removeEventListener('online', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [data, path]);
  return {
    kept: all.find((one) => one.path === path) ?? null,
    problem: state?.path === path ? state.problem : null,
    settled: state?.path === path,
  };
}
