/** The trail of sign-ins, administration and every reading of personal details. It is written before the act answers. */
export interface AuditEntry {
  /** `session.opened`, `session.refused`, `party.read`, `people.changed` … */
  readonly act: string;
  /** account or device; null: nobody */
  readonly by: string | null;
  /** what it was done to: a document id, an account */
  readonly to: string | null;
  readonly detail?: Readonly<Record<string, unknown>>;
}
export interface Audit {
  record(entries: readonly AuditEntry[]): Promise<void>;
}
