import * as v from 'valibot';
import { brokenRule } from '../domain/rules.ts';
import type { SaveProblem } from './api.ts';
import { failureOf } from './store/failure.ts';

export const problem = (
  code: string,
  at: { readonly field?: string; readonly rule?: string } = {},
): SaveProblem => ({
  ok: false,
  code,
  ...at,
});

/** @returns null: it holds; else which field breaks which rule */
export function schemaProblem(schema: v.GenericSchema, value: unknown, under = ''): SaveProblem | null {
  const parsed = v.safeParse(schema, value);
  if (parsed.success) return null;
  const { field, rule } = brokenRule(parsed.issues[0]);
  return problem('schema.invalid', { field: [under, field].filter((part) => part !== '').join('.'), rule });
}

/** A write whose failure is a value. @param told of every failure, so that a full store shows before the next one */
export async function saved<T>(
  write: () => Promise<T>,
  told: (error: unknown) => void,
): Promise<T | SaveProblem> {
  try {
    return await write();
  } catch (error) {
    told(error);
    return problem(failureOf(error));
  }
}
