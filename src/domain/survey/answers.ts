/**
 * Answers to a survey: the code of a question to what was answered, in codes and numbers, never in texts of the screen.
 * Beside values there are two ways to have none, and neither is a score.
 */
import * as v from 'valibot';

/** `neverUsed`: said that it doesn't apply to them ("never used", "don't know"); `notAnswered`: passed over. */
export const missing = v.picklist(['neverUsed', 'notAnswered'], 'survey.missing');
export type Missing = v.InferOutput<typeof missing>;

export const answerValue = v.union(
  [v.pipe(v.number(), v.finite()), v.boolean(), v.string(), v.array(v.string()), v.strictObject({ missing })],
  'survey.answer',
);
/** rating: number; boolean: boolean; radiogroup: the choice's code; checkbox: codes; comment: what was written */
export type AnswerValue = number | boolean | string | readonly string[] | { readonly missing: Missing };

export const answers = v.record(v.string(), answerValue);
export type Answers = Readonly<Record<string, AnswerValue>>;

/** An answer that says something: not missing, no blank text, no empty choice. */
export function hasValue(
  answer: AnswerValue | undefined,
): answer is Exclude<AnswerValue, { readonly missing: Missing }> {
  if (answer === undefined) return false;
  if (typeof answer === 'string') return answer.trim() !== '';
  if (typeof answer !== 'object') return true;
  return !('missing' in answer) && answer.length > 0;
}

/** The answer to a question, never something inherited by the object. */
export function answerTo(given: Answers, name: string): AnswerValue | undefined {
  return Object.hasOwn(given, name) ? given[name] : undefined;
}

/** Answers as a response document holds them: values, what is missing and why, and open texts, which may be personal. */
export interface StoredAnswers {
  readonly answers: Record<string, number | boolean | string | string[]>;
  readonly missing: Record<string, Missing>;
  readonly texts: Record<string, string>;
}

/**
 * Takes answers apart for a response document.
 *
 * @param isText whether the question of that code has an open text as its answer
 */
export function storeAnswers(given: Answers, isText: (name: string) => boolean): StoredAnswers {
  const stored: StoredAnswers = { answers: {}, missing: {}, texts: {} };
  for (const [name, answer] of Object.entries(given)) {
    if (typeof answer === 'object' && 'missing' in answer) stored.missing[name] = answer.missing;
    else if (typeof answer === 'string' && isText(name)) stored.texts[name] = answer;
    else if (typeof answer === 'object') stored.answers[name] = [...answer];
    else stored.answers[name] = answer;
  }
  return stored;
}

/** Puts the answers of a response document together again. Erased texts are simply absent. */
export function restoreAnswers(stored: Omit<StoredAnswers, 'texts'> & Partial<StoredAnswers>): Answers {
  const absent = Object.entries(stored.missing).map(([name, why]) => [name, { missing: why }] as const);
  return { ...stored.answers, ...stored.texts, ...Object.fromEntries(absent) };
}
