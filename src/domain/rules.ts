/**
 * A schema's failure as a field and a stable rule code. A schema names a rule of its own as its message
 * (`moment.format`); valibot's own checks, whose messages are English sentences, get a code here. Texts are in
 * `locales/<language>/errors.json` under `rule`.
 */
import * as v from 'valibot';

const ruleByType: Readonly<Record<string, string>> = {
  min_length: 'tooShort',
  max_length: 'tooLong',
  min_value: 'tooSmall',
  max_value: 'tooLarge',
  safe_integer: 'integer',
  integer: 'integer',
  finite: 'number',
  regex: 'form',
  starts_with: 'form',
  picklist: 'choice',
  literal: 'choice',
  variant: 'choice',
};

/** The rules that no schema names itself. */
export const plainRules: readonly string[] = [
  ...new Set([...Object.values(ruleByType), 'required', 'type', 'unknown', 'notJson']),
];

const named = /^[a-z][A-Za-z0-9]*(?:\.[a-z][A-Za-z0-9]*)*$/;

export interface BrokenRule {
  /** a path with dots, `data.amount.minor`; empty: the whole */
  readonly field: string;
  readonly rule: string;
}

export function brokenRule(issue: v.BaseIssue<unknown>): BrokenRule {
  return { field: v.getDotPath(issue) ?? '', rule: ruleOf(issue) };
}

function ruleOf(issue: v.BaseIssue<unknown>): string {
  if (issue.received === 'undefined') return 'required';
  if (named.test(issue.message)) return issue.message;
  return ruleByType[issue.type] ?? 'type';
}
