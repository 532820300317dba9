import type { Survey, SurveyElement } from './definition.ts';
import { type Literal, parseExpression, testsIn } from './expression.ts';

/** What is wrong in a definition, and where: `['pages', 0, 'elements', 2, 'visibleIf']`. */
export interface DefinitionProblem {
  readonly path: readonly [string, ...(string | number)[]];
  readonly code: string;
}

/**
 * Where the parts of a well-formed definition don't agree.
 *
 * - `survey.duplicateName`, `survey.duplicateChoice`: names and codes differ by more than case, since conditions ignore it
 * - `survey.scale`: lowest and highest don't enclose anything, or the scale is not the rating's
 * - `survey.role`: satisfaction and drivers are ratings with a scale; recommend is a rating from 0 to 10
 * - `survey.duplicateRole`: satisfaction with the whole and likelihood to recommend are asked once
 * - `survey.expression`: the condition is none
 * - `survey.expressionReference`: it asks for a question that doesn't come before; looking back only, every survey can
 *   be asked one question after the other, and no two conditions can chase each other
 * - `survey.expressionType`: it compares answers with what they can never be
 */
export function definitionProblems(definition: Survey): DefinitionProblem[] {
  const problems: DefinitionProblem[] = [];
  const before = new Map<string, SurveyElement>();
  const names = new Set<string>();
  const roles = new Set<string>();
  for (const [pageIndex, page] of definition.pages.entries()) {
    const at = (...keys: (string | number)[]): DefinitionProblem['path'] => ['pages', pageIndex, ...keys];
    problems.push(
      ...conditionProblems(page.visibleIf, before).map((code) => ({ path: at('visibleIf'), code })),
    );
    for (const [index, element] of page.elements.entries()) {
      const report = (code: string, ...keys: (string | number)[]): void => {
        problems.push({ path: at('elements', index, ...keys), code });
      };
      if (names.has(element.name.toLowerCase())) report('survey.duplicateName', 'name');
      names.add(element.name.toLowerCase());
      for (const code of conditionProblems(element.visibleIf, before)) report(code, 'visibleIf');
      if (element.type === 'rating' && !scaleFits(element)) report('survey.scale', 'scale');
      if (!roleFits(element)) report('survey.role', 'role');
      if (element.role === 'satisfaction' || element.role === 'recommend') {
        if (roles.has(element.role)) report('survey.duplicateRole', 'role');
        roles.add(element.role);
      }
      if (element.type === 'radiogroup' || element.type === 'checkbox') {
        const codes = element.choices.map(({ value }) => value.toLowerCase());
        for (const [choice, code] of codes.entries()) {
          if (codes.indexOf(code) < choice) report('survey.duplicateChoice', 'choices', choice, 'value');
        }
      }
      before.set(element.name, element);
    }
  }
  return problems;
}

function conditionProblems(text: string | undefined, before: ReadonlyMap<string, SurveyElement>): string[] {
  if (text === undefined) return [];
  const parsed = parseExpression(text);
  if (!parsed.ok) return [parsed.code];
  const codes = new Set<string>();
  for (const test of testsIn(parsed.value)) {
    const element = before.get(test.name);
    if (element === undefined) codes.add('survey.expressionReference');
    else if (test.kind === 'membership') {
      const fits =
        element.type !== 'comment' && test.literals.every((literal) => canAnswer(element, literal));
      if (!fits) codes.add('survey.expressionType');
    } else if (test.kind === 'comparison') {
      if (!operatorFits(element, test.operator) || !canAnswer(element, test.literal))
        codes.add('survey.expressionType');
    }
  }
  return [...codes];
}

function operatorFits(element: SurveyElement, operator: string): boolean {
  if (operator === 'contains' || operator === 'notcontains')
    return element.type === 'checkbox' || element.type === 'comment';
  if (operator === '=' || operator === '!=') return element.type !== 'checkbox';
  return element.type === 'rating';
}

/** Whether the literal is, or for a checkbox can be part of, an answer. */
function canAnswer(element: SurveyElement, literal: Literal): boolean {
  switch (element.type) {
    case 'rating':
      return typeof literal === 'number';
    case 'boolean':
      return typeof literal === 'boolean';
    case 'comment':
      return typeof literal === 'string';
    case 'radiogroup':
    case 'checkbox':
      return element.choices.some(({ value }) => value === literal);
  }
}

function scaleFits(element: Extract<SurveyElement, { type: 'rating' }>): boolean {
  const { rateMin, rateMax, scale } = element;
  if (rateMin >= rateMax) return false;
  if (scale === undefined) return true;
  return (
    scale.min === rateMin &&
    scale.max === rateMax &&
    scale.satisfiedFrom > rateMin &&
    scale.satisfiedFrom <= rateMax
  );
}

function roleFits(element: SurveyElement): boolean {
  switch (element.role) {
    case 'satisfaction':
    case 'driver':
      return element.type === 'rating' && element.scale !== undefined;
    case 'recommend':
      return element.type === 'rating' && element.rateMin === 0 && element.rateMax === 10;
    default:
      return true;
  }
}
