/** How serious a complaint is, as assessed: it decides which deadlines hold. @see ISO 10002, clause 7.5 */
import * as v from 'valibot';

/** From the most serious to the least. */
export const severities = ['critical', 'serious', 'moderate', 'minor'] as const;

export const severity = v.picklist(severities, 'severity.unknown');
export type Severity = v.InferOutput<typeof severity>;

/** Negative when `a` is more serious than `b`: sorts the most serious first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return severities.indexOf(a) - severities.indexOf(b);
}
