const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/android/i, 'Android'],
  [/iphone|ipad|ipod/i, 'iOS'],
  [/windows/i, 'Windows'],
  [/mac os/i, 'macOS'],
  [/cros/i, 'ChromeOS'],
  [/linux/i, 'Linux'],
];
/** The first that is found: each of them also calls itself by the names of those below. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/edg/i, 'Edge'],
  [/opr|opera/i, 'Opera'],
  [/samsungbrowser/i, 'Samsung Internet'],
  [/firefox|fxios/i, 'Firefox'],
  [/chrom|crios/i, 'Chrome'],
  [/safari/i, 'Safari'],
];

/** What an administrator tells a device by: `Chrome, Android`. Names of products, the same in every language. */
export function deviceLabel(userAgent: string): string {
  const nameIn = (list: typeof SYSTEMS): string[] => {
    const found = list.find(([pattern]) => pattern.test(userAgent));
    return found === undefined ? [] : [found[1]];
  };
  return [...nameIn(BROWSERS), ...nameIn(SYSTEMS)].join(', ');
}
