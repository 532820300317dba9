/**
 * Texts for stable codes: `errors:<code>`, and for a field at fault `errors:rule.<rule>`. A code that this version of
 * the app doesn't know is shown itself, so that whoever is asked for help can be told.
 */
import { useTranslation } from 'react-i18next';

// i18n-keys: errors:session.* errors:schema.* errors:device.* errors:rate.* errors:store.* errors:server.*
// i18n-keys: errors:network.* errors:rule.* errors:admission.* errors:scope.* errors:saving.*

export interface ProblemLike {
  readonly code: string;
  readonly retryAfter?: number;
}
export interface RuleLike {
  readonly rule: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface ProblemText {
  readonly ofCode: (problem: ProblemLike) => string;
  /** why this device could not save something, or else as `ofCode` */
  readonly ofSaving: (problem: ProblemLike) => string;
  readonly ofRule: (rule: RuleLike) => string;
  /** why the server did not take something */
  readonly ofRefusal: (code: string) => string;
}

export function useProblemText(): ProblemText {
  const { t, i18n } = useTranslation();
  const text = (key: string, values: Readonly<Record<string, string | number>> = {}): string | null =>
    // the keys are codes, which types can't list
    i18n.exists(key, values) ? t(key as 'errors:unknown', values as { code: string }) : null;
  const unknown = (code: string): string => t('errors:unknown', { code });
  const ofCode = ({ code, retryAfter = 60 }: ProblemLike): string =>
    text(`errors:${code}`, { count: Math.max(1, Math.ceil(retryAfter / 60)) }) ?? unknown(code);
  return {
    ofCode,
    ofSaving: (problem) => text(`errors:saving.${problem.code}`) ?? ofCode(problem),
    ofRule: ({ rule, params }) =>
      text(`errors:rule.${rule}`, { count: Number(params?.['limit'] ?? 0), ...params }) ?? unknown(rule),
    ofRefusal: (code) => text(`errors:admission.${code}`) ?? unknown(code),
  };
}
