import type { AnswerValue } from './answers.ts';
import { hasValue } from './answers.ts';
import type { Comparison, Expression, Literal } from './expression.ts';

type Value = string | number | boolean | readonly string[];

/**
 * Whether a condition holds for these answers. Total: what is not answered, or missing for any reason, is `empty`,
 * equals nothing, is in no order and contains nothing. Texts are compared without regard to case and outer blanks.
 *
 * @param answerOf the answer to the question of that name, if it counts
 */
export function holds(expression: Expression, answerOf: (name: string) => AnswerValue | undefined): boolean {
  const valueOf = (name: string): Value | undefined => {
    const answer = answerOf(name);
    return hasValue(answer) ? answer : undefined;
  };
  switch (expression.kind) {
    case 'or':
      return holds(expression.left, answerOf) || holds(expression.right, answerOf);
    case 'and':
      return holds(expression.left, answerOf) && holds(expression.right, answerOf);
    case 'not':
      return !holds(expression.inner, answerOf);
    case 'empty':
      return valueOf(expression.name) === undefined;
    case 'notempty':
      return valueOf(expression.name) !== undefined;
    case 'comparison':
      return compares(valueOf(expression.name), expression.operator, expression.literal);
    case 'membership': {
      const value = valueOf(expression.name);
      const any = expression.literals.some((literal) =>
        isList(value) ? value.some((one) => equals(one, literal)) : equals(value, literal),
      );
      return any === (expression.operator === 'anyof');
    }
  }
}

function compares(value: Value | undefined, operator: Comparison, literal: Literal): boolean {
  const ordered = typeof value === 'number' && typeof literal === 'number';
  switch (operator) {
    case '=':
      return equals(value, literal);
    case '!=':
      return !equals(value, literal);
    case '<':
      return ordered && value < literal;
    case '<=':
      return ordered && value <= literal;
    case '>':
      return ordered && value > literal;
    case '>=':
      return ordered && value >= literal;
    case 'contains':
      return contains(value, literal);
    case 'notcontains':
      return !contains(value, literal);
  }
}

function equals(value: Value | undefined, literal: Literal): boolean {
  if (typeof value === 'string' && typeof literal === 'string') return folded(value) === folded(literal);
  return value === literal;
}

function contains(value: Value | undefined, literal: Literal): boolean {
  if (isList(value)) return value.some((one) => equals(one, literal));
  if (typeof value !== 'string' || typeof literal !== 'string') return false;
  return value.toLowerCase().includes(literal.toLowerCase());
}

function folded(text: string): string {
  return text.trim().toLowerCase();
}

function isList(value: Value | undefined): value is readonly string[] {
  return Array.isArray(value);
}
