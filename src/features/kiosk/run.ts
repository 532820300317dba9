/**
 * One customer's way through a survey, from the choice of a language to the last tap: pure, so that a reload, a step
 * back or a changed mind come out the same wherever they happen.
 */
import { answerTo, restoreAnswers, storeAnswers } from '../../domain/survey/answers.ts';
import type { AnswerValue, Answers } from '../../domain/survey/answers.ts';
import type { Survey, SurveyElement } from '../../domain/survey/definition.ts';
import { isAnswered, nextElement, visibleAnswers, visibleElements } from '../../domain/survey/logic.ts';
import type { ResponseDraft } from '../../data/api.ts';

/** Milliseconds after which a run that a reload interrupted belongs to somebody who has gone. */
export const STALE = 60_000;

export interface Run {
  /** uuid of the response that this becomes, so that finishing twice makes one */
  readonly id: string;
  /** `survey:<id>:<version>` */
  readonly survey: string;
  /** of the texts, which may change on the way */
  readonly language: string;
  /** Unix milliseconds: the first tap, and the last */
  readonly started: number;
  readonly touched: number;
  readonly answers: Answers;
  /** code of the question that is shown; null: all is said */
  readonly at: string | null;
}

/** What is kept on disk between two taps. */
export interface RunDraft extends ResponseDraft {
  readonly id: string;
  readonly touched: number;
  readonly at: string | null;
}

export interface Progress {
  readonly element: SurveyElement;
  /** from 1 */
  readonly position: number;
  readonly total: number;
}

export function beginRun(definition: Survey, run: Pick<Run, 'id' | 'survey' | 'language' | 'started'>): Run {
  return { ...run, touched: run.started, answers: {}, at: visibleElements(definition, {})[0]?.name ?? null };
}

/** The question that is shown, and how far along it is. Null when all is said. */
export function progressOf(definition: Survey, run: Run): Progress | null {
  const visible = visibleElements(definition, run.answers);
  const index = visible.findIndex(({ name }) => name === run.at);
  const element = visible[index];
  return element === undefined ? null : { element, position: index + 1, total: visible.length };
}

/** Answers the question that is shown and goes on: to the next one, or to one that is still required, or to the end. */
export function answerRun(definition: Survey, run: Run, value: AnswerValue, now: number): Run {
  if (run.at === null) return run;
  const answers = { ...run.answers, [run.at]: value };
  const visible = visibleElements(definition, answers);
  const here = visible.findIndex(({ name }) => name === run.at);
  const next = visible[here + 1] ?? nextElement(definition, answers);
  return { ...run, answers, touched: now, at: next?.name ?? null };
}

/** What is being typed, kept without going on. */
export function noteRun(run: Run, value: AnswerValue, now: number): Run {
  return run.at === null ? run : { ...run, touched: now, answers: { ...run.answers, [run.at]: value } };
}

export function backRun(definition: Survey, run: Run, now: number): Run {
  const visible = visibleElements(definition, run.answers);
  const here = visible.findIndex(({ name }) => name === run.at);
  const before = visible[here - 1];
  return before === undefined ? run : { ...run, touched: now, at: before.name };
}

/** Whether anything was said that is worth a response of its own. */
export function saysSomething(run: Run): boolean {
  return Object.keys(run.answers).some((name) => isAnswered(answerTo(run.answers, name)));
}

/** @param whole false: what is kept between taps, with answers to questions that are hidden just now */
function stored(definition: Survey, run: Run, whole: boolean): ResponseDraft {
  const isText = (name: string): boolean =>
    definition.pages.some(({ elements }) =>
      elements.some((element) => element.name === name && element.type === 'comment'),
    );
  const { survey, language, started } = run;
  return {
    survey,
    language,
    started,
    ...storeAnswers(whole ? visibleAnswers(definition, run.answers) : run.answers, isText),
  };
}

export function draftOf(definition: Survey, run: Run): RunDraft {
  return { ...stored(definition, run, false), id: run.id, touched: run.touched, at: run.at };
}

/** What becomes a response: answers to the questions that were asked, the others left out. */
export function responseOf(definition: Survey, run: Run): ResponseDraft & { readonly id: string } {
  return { ...stored(definition, run, true), id: run.id };
}

/** @returns null for what is no draft of a run */
export function runOf(value: unknown): Run | null {
  if (typeof value !== 'object' || value === null) return null;
  const draft = value as Partial<RunDraft>;
  const { id, survey, language, started, touched, at, answers, missing, texts } = draft;
  if (typeof id !== 'string' || typeof survey !== 'string' || typeof language !== 'string') return null;
  if (typeof started !== 'number' || typeof touched !== 'number' || at === undefined) return null;
  if (answers === undefined || missing === undefined || texts === undefined) return null;
  const values = answers as Record<string, number | boolean | string | string[]>;
  return {
    id,
    survey,
    language,
    started,
    touched,
    at,
    answers: restoreAnswers({ answers: values, missing: { ...missing }, texts: { ...texts } }),
  };
}

/** A clock that was set back leaves a last tap in the future: that customer too has gone. */
export function isStale(run: Run, now: number): boolean {
  return now - run.touched >= STALE || now < run.touched;
}
