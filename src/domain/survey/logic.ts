/**
 * What is asked, in which order. A condition sees the answers of visible questions only: what somebody answered before
 * they went back and took another turn counts for nothing. Conditions look back only, so one pass decides them all.
 */
import { type AnswerValue, type Answers, answerTo, hasValue } from './answers.ts';
import type { Survey, SurveyElement } from './definition.ts';
import { holds } from './evaluate.ts';
import { parseExpression } from './expression.ts';

export interface Completeness {
  /** questions that are asked, given the answers so far */
  readonly visible: number;
  /** of these, how many have a value or were said not to apply */
  readonly answered: number;
  /** codes of required questions that still need an answer */
  readonly requiredLeft: readonly string[];
  /** nothing required is left */
  readonly complete: boolean;
}

/** The questions that are asked, given these answers, in their order. */
export function visibleElements(definition: Survey, given: Answers): SurveyElement[] {
  const seen = new Map<string, AnswerValue>();
  const isVisible = (condition: string | undefined): boolean => {
    if (condition === undefined) return true;
    const parsed = parseExpression(condition);
    // A published definition has none that can't be read; should one come, its question is rather asked than lost.
    return parsed.ok ? holds(parsed.value, (name) => seen.get(name)) : true;
  };
  const visible: SurveyElement[] = [];
  for (const page of definition.pages) {
    if (!isVisible(page.visibleIf)) continue;
    for (const element of page.elements) {
      if (!isVisible(element.visibleIf)) continue;
      visible.push(element);
      const answer = answerTo(given, element.name);
      if (answer !== undefined) seen.set(element.name, answer);
    }
  }
  return visible;
}

/**
 * The first visible question that nobody has dealt with yet. One that was passed over is dealt with, unless it is
 * required.
 *
 * @returns null when there is none: time to say thank you
 */
export function nextElement(definition: Survey, given: Answers): SurveyElement | null {
  return visibleElements(definition, given).find((element) => !isDealtWith(element, given)) ?? null;
}

/** How far these answers are. */
export function completeness(definition: Survey, given: Answers): Completeness {
  const visible = visibleElements(definition, given);
  const requiredLeft = visible
    .filter((element) => element.isRequired === true && !isAnswered(answerTo(given, element.name)))
    .map(({ name }) => name);
  return {
    visible: visible.length,
    answered: visible.filter(({ name }) => isAnswered(answerTo(given, name))).length,
    requiredLeft,
    complete: requiredLeft.length === 0,
  };
}

/** The answers to visible questions: what a finished response holds. */
export function visibleAnswers(definition: Survey, given: Answers): Answers {
  const kept: Record<string, AnswerValue> = {};
  for (const { name } of visibleElements(definition, given)) {
    const answer = answerTo(given, name);
    if (answer !== undefined) kept[name] = answer;
  }
  return kept;
}

/** Has a value, or was said not to apply. */
export function isAnswered(answer: AnswerValue | undefined): boolean {
  return (
    hasValue(answer) || (typeof answer === 'object' && 'missing' in answer && answer.missing === 'neverUsed')
  );
}

function isDealtWith(element: SurveyElement, given: Answers): boolean {
  const answer = answerTo(given, element.name);
  return element.isRequired === true ? isAnswered(answer) : answer !== undefined;
}
