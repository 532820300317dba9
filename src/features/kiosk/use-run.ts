/**
 * The run of the customer who stands here now.
 *
 * Invariants: what is on screen is on disk (a tap is written before the next question shows); one tap at a time counts;
 * when a run ends, complete or given up, its draft is gone before the next one begins.
 */
import { useRef, useState } from 'react';
import type { DataClient } from '../../data/client.ts';
import type { Saved } from '../../data/api.ts';
import type { Survey } from '../../domain/survey/definition.ts';
import type { Run } from './run.ts';

const DRAFT = 'response';
/** Only once there is a run: not part of what a kiosk loads before its first customer. */
const runs = () => import('./run.ts');

export type Stage =
  | { readonly kind: 'start' }
  | { readonly kind: 'asking'; readonly run: Run }
  | { readonly kind: 'thanks' }
  /** what was said can't be written: nobody is asked until it can */
  | { readonly kind: 'stuck'; readonly run: Run };

export interface RunControl {
  readonly stage: Stage;
  /** the last tap could not be written; it can be tapped again */
  readonly failed: boolean;
  /** shows the next question, or says thank you, once it is on disk */
  readonly go: (run: Run) => Promise<void>;
  /** keeps what is being typed, without leaving the screen */
  readonly note: (run: Run) => void;
  /** nobody is there any more, or the customer has had enough */
  readonly giveUp: () => Promise<void>;
  readonly restart: () => void;
}

/** @param definitionOf the survey of that id and version; a run keeps the version that it began with */
export function useRun(
  data: DataClient,
  definitionOf: (survey: string) => Survey | undefined,
  first: Stage,
): RunControl {
  const [stage, setStage] = useState<Stage>(first);
  const [failed, setFailed] = useState(false);
  const busy = useRef(false);
  /** writes go one after the other, so that an older draft never lands on a newer one */
  const writing = useRef<Promise<unknown>>(Promise.resolve());

  const write = async (work: () => Promise<Saved>): Promise<boolean> => {
    const mine = writing.current.then(work, work);
    writing.current = mine.catch(() => undefined);
    return (await mine).ok;
  };
  const finish = (run: Run, complete: boolean): Promise<boolean> =>
    write(async () => {
      const { responseOf, saysSomething } = await runs();
      const definition = definitionOf(run.survey);
      if (definition !== undefined && saysSomething(run))
        return await data.api.finishResponse(responseOf(definition, run), complete);
      await data.api.dropDraft(DRAFT);
      return { ok: true };
    });
  const keep = async (run: Run): Promise<boolean> => {
    const definition = definitionOf(run.survey);
    if (definition === undefined) return false;
    return await write(async () => data.api.saveDraft(DRAFT, (await runs()).draftOf(definition, run)));
  };
  const alone = async (work: () => Promise<void>): Promise<void> => {
    if (busy.current) return;
    busy.current = true;
    try {
      await work();
    } finally {
      busy.current = false;
    }
  };

  return {
    stage,
    failed,
    go: (run) =>
      alone(async () => {
        const saved = run.at === null ? await finish(run, true) : await keep(run);
        setFailed(!saved);
        if (saved) setStage(run.at === null ? { kind: 'thanks' } : { kind: 'asking', run });
      }),
    note: (run) => {
      if (busy.current) return;
      setStage({ kind: 'asking', run });
      void keep(run);
    },
    giveUp: () =>
      alone(async () => {
        if (stage.kind !== 'asking' && stage.kind !== 'stuck') return;
        const { run } = stage;
        const done = await finish(run, false);
        setFailed(false);
        setStage(done ? { kind: 'start' } : { kind: 'stuck', run });
      }),
    restart: () => {
      setFailed(false);
      setStage({ kind: 'start' });
    },
  };
}

/** The run that a reload or a power cut interrupted. */
export async function interruptedRun(data: DataClient): Promise<Run | null> {
  const draft = await data.api.draft(DRAFT);
  return draft === null ? null : (await runs()).runOf(draft);
}
