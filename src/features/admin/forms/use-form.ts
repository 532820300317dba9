import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProblem } from '../../../../server/contract/problem.ts';
import type { FieldErrorText } from '../../../ui/error-summary.tsx';
import type { Outcome, Refusal } from '../server/call.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';

// i18n-keys: errors:setup.* errors:people.* errors:organisation.* errors:kiosk.* errors:admin.*

export interface FormSetup {
  /** makes the controls' ids: two forms on a screen have two */
  readonly name: string;
  /** as the server names them, and as the screen does; a problem with `branches.3` belongs to `branches` */
  readonly fields: Readonly<Record<string, string>>;
  /** codes that are about one field */
  readonly codes?: Readonly<Record<string, string>>;
}

export interface Form {
  /** `{...form.field('login')}` on a field */
  readonly field: (name: string) => { readonly id: string; readonly error: string | undefined };
  readonly summary: readonly FieldErrorText[];
  /** what went wrong apart from any field */
  readonly trouble: Refusal | null;
  readonly attempt: number;
  readonly busy: boolean;
  /**
   * Sends what was filled in, unless something is amiss already.
   *
   * @param found what the form itself knows to be wrong, as an amount that is none
   * @returns null: it wasn't sent, or the server refused it; the form says why
   */
  readonly send: <T>(found: readonly FieldProblem[], request: () => Promise<Outcome<T>>) => Promise<T | null>;
  /** shows a problem that came another way */
  readonly blame: (problem: Refusal | null) => void;
}

const belongsTo = (path: string, field: string): boolean => path === field || path.startsWith(`${field}.`);

/** What a form shows of its failures: beside the field where one is at fault, else above all. Nothing is ever cleared. */
export function useForm({ name, fields, codes = {} }: FormSetup): Form {
  const { t } = useTranslation();
  const texts = useProblemText();
  const [problem, setProblem] = useState<Refusal | null>(null);
  const [attempt, setAttempt] = useState(0);
  const [busy, setBusy] = useState(false);

  const idOf = (field: string): string => `${name}-${field.replaceAll('.', '-')}`;
  const ofCode = problem === null ? undefined : codes[problem.code];
  const found = new Map<string, string>();
  if (problem !== null && ofCode !== undefined) found.set(ofCode, texts.ofCode(problem));
  for (const one of problem?.fields ?? []) {
    // the narrowest field that has it
    const field = Object.keys(fields)
      .filter((candidate) => belongsTo(one.field, candidate))
      .toSorted((a, b) => b.length - a.length)[0];
    if (field !== undefined && !found.has(field)) found.set(field, texts.ofRule(one));
  }

  const blame = (next: Refusal | null): void => {
    setProblem(next);
    setAttempt((count) => count + 1);
  };
  return {
    field: (field) => ({ id: idOf(field), error: found.get(field) }),
    summary: Object.entries(fields).flatMap(([field, label]) => {
      const message = found.get(field);
      return message === undefined
        ? []
        : [{ id: idOf(field), message: t('admin:form.atField', { field: label, message }) }];
    }),
    trouble: found.size === 0 ? problem : null,
    attempt,
    busy,
    blame,
    send: async (amiss, request) => {
      if (busy) return null;
      if (amiss.length > 0) {
        blame({ code: 'schema.invalid', fields: amiss });
        return null;
      }
      setBusy(true);
      const outcome = await request();
      setBusy(false);
      if (outcome.ok) {
        setProblem(null);
        return outcome.value;
      }
      blame(outcome.problem);
      return null;
    },
  };
}
