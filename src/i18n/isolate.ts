const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const LTR_OR_DIGIT = /[0-9A-Za-z\u00c0-\u024f\u0370-\u052f\u10a0-\u10ff]/;

/**
 * Keeps a value in its own direction inside a sentence: "N7K-0412-Q" within Arabic would be shown as "Q-0412-N7K".
 * Uses first-strong isolate and pop directional isolate (UAX #9), which work in titles and labels where markup can't.
 */
export function isolate(value: string, direction: 'ltr' | 'rtl'): string {
  const foreign = direction === 'rtl' ? LTR_OR_DIGIT.test(value) : RTL.test(value);
  return foreign && !value.startsWith('\u2068') ? `\u2068${value}\u2069` : value;
}
