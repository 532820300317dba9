import { type AnswerValue, type Answers, answerTo, hasValue } from './answers.ts';
import { type Survey, type SurveyElement, elementsOf } from './definition.ts';
import { LONGEST_TEXT } from './limits.ts';
import { isAnswered, visibleElements } from './logic.ts';

export type AnswerRule =
  | 'survey.required'
  | 'survey.wrongType'
  | 'survey.outOfRange'
  | 'survey.unknownChoice'
  | 'survey.repeatedChoice'
  | 'survey.neverUsedNotOffered'
  | 'survey.hiddenAnswered'
  | 'survey.unknownQuestion'
  | 'survey.tooLong';

/** A rule that an answer breaks; `params` are for its text. */
export interface AnswerProblem {
  /** the question's code */
  readonly field: string;
  readonly code: AnswerRule;
  readonly params: Readonly<Record<string, string | number>>;
}

/**
 * Checks answers against the version of the survey that was asked.
 *
 * @param finished false for an abandoned response, of which nothing is required
 * @returns problems in the order of the questions, unknown ones last; empty when all is well
 */
export function validateAnswers(
  definition: Survey,
  given: Answers,
  finished: boolean = true,
): AnswerProblem[] {
  const all = elementsOf(definition);
  const visible = new Set(visibleElements(definition, given).map(({ name }) => name));
  const problems: AnswerProblem[] = [];
  for (const element of all) {
    const answer = answerTo(given, element.name);
    const report = (code: AnswerRule, params: AnswerProblem['params'] = {}): void => {
      problems.push({ field: element.name, code, params });
    };
    if (!visible.has(element.name)) {
      if (isAnswered(answer)) report('survey.hiddenAnswered');
    } else if (isAnswered(answer)) {
      checkAnswer(element, answer, report);
    } else if (finished && element.isRequired === true) {
      report('survey.required');
    }
  }
  const known = new Set(all.map(({ name }) => name));
  for (const field of Object.keys(given)) {
    if (!known.has(field)) problems.push({ field, code: 'survey.unknownQuestion', params: {} });
  }
  return problems;
}

type Report = (code: AnswerRule, params?: AnswerProblem['params']) => void;

function checkAnswer(element: SurveyElement, answer: AnswerValue | undefined, report: Report): void {
  if (!hasValue(answer)) {
    if (element.neverUsed !== true) report('survey.neverUsedNotOffered');
    return;
  }
  switch (element.type) {
    case 'rating': {
      const { rateMin: min, rateMax: max } = element;
      if (typeof answer !== 'number') report('survey.wrongType', { expected: 'number' });
      else if (!Number.isInteger(answer) || answer < min || answer > max)
        report('survey.outOfRange', { min, max });
      return;
    }
    case 'boolean':
      if (typeof answer !== 'boolean') report('survey.wrongType', { expected: 'boolean' });
      return;
    case 'comment': {
      const max = element.maxLength ?? LONGEST_TEXT;
      if (typeof answer !== 'string') report('survey.wrongType', { expected: 'text' });
      else if (answer.length > max) report('survey.tooLong', { max, length: answer.length });
      return;
    }
    case 'radiogroup':
      if (typeof answer !== 'string') report('survey.wrongType', { expected: 'choice' });
      else checkChoices(element.choices, [answer], report);
      return;
    case 'checkbox':
      if (typeof answer !== 'object') report('survey.wrongType', { expected: 'choices' });
      else checkChoices(element.choices, answer, report);
      return;
  }
}

function checkChoices(
  choices: readonly { value: string }[],
  chosen: readonly string[],
  report: Report,
): void {
  const known = new Set(choices.map(({ value }) => value));
  for (const choice of new Set(chosen)) {
    if (!known.has(choice)) report('survey.unknownChoice', { choice });
  }
  if (new Set(chosen).size < chosen.length) report('survey.repeatedChoice');
}
