/** Schemas to field problems: what a request gets wrong, as a form shows it. */
import * as v from 'valibot';
import { brokenRule } from '../src/domain/rules.ts';
import type { FieldProblem } from './contract/problem.ts';
import { fail } from './errors.ts';
import type { Failure } from './errors.ts';

export type Parsed<T> = { readonly ok: true; readonly value: T } | Failure;

/** The domain's codes, and one for what only a request can have: a field that nobody asked for. */
function problemOf(issue: v.BaseIssue<unknown>): FieldProblem {
  const { field, rule } = brokenRule(issue);
  const unasked = issue.type === 'strict_object' && issue.expected === 'never';
  const { requirement } = issue;
  return {
    // a key that the sender chose is cut, so that an answer never grows with what was sent
    field: field.slice(0, 200),
    rule: unasked ? 'unknown' : rule,
    ...(typeof requirement === 'number' && { params: { limit: requirement } }),
  };
}

/** @returns one problem for each field at fault, the first rule that it breaks */
export function fieldProblems(issues: readonly v.BaseIssue<unknown>[]): FieldProblem[] {
  const byField = new Map<string, FieldProblem>();
  for (const issue of issues) {
    const problem = problemOf(issue);
    if (!byField.has(problem.field)) byField.set(problem.field, problem);
  }
  return [...byField.values()].slice(0, 100);
}

/** @param input of a request, of any form whatever */
export function parse<S extends v.GenericSchema>(schema: S, input: unknown): Parsed<v.InferOutput<S>> {
  const result = v.safeParse(schema, input);
  if (result.success) return { ok: true, value: result.output };
  return fail('schema.invalid', { fields: fieldProblems(result.issues) });
}
