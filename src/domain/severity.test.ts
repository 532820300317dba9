import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { compareSeverity, severities, severity } from './severity.ts';

describe('severity', () => {
  it('sorts the most serious first', () => {
    expect(severities.toReversed().toSorted(compareSeverity)).toEqual([
      'critical',
      'serious',
      'moderate',
      'minor',
    ]);
  });

  it('knows no other', () => {
    expect(v.safeParse(severity, 'urgent').issues?.[0].message).toBe('severity.unknown');
    expect(v.is(severity, 'minor')).toBe(true);
  });
});
