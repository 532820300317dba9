/** Every failure of the API: a stable code, and where a field is at fault, which and by what rule. */
export interface Problem {
  readonly error: {
    /** dotted and stable: `session.expired`, `scope.forbidden`, `schema.invalid` … */
    readonly code: string;
    readonly fields?: readonly FieldProblem[];
    /** seconds, for `rate.limited` and `store.unavailable` */
    readonly retryAfter?: number;
  };
}
export interface FieldProblem {
  /** dotted path: `calendar.hours.from` */
  readonly field: string;
  /** `required`, `tooLong`, `password.short` … : a key of `errors:rule` */
  readonly rule: string;
  readonly params?: Readonly<Record<string, string | number>>;
}
