/**
 * What the charts have in common: tokens of the design, and axes that follow the direction of the script. The drawing itself is
 * `dir="ltr"`: from right to left, `text-anchor` would turn its labels to the wrong side.
 */
export const AXIS = {
  stroke: 'var(--line)',
  tick: { fill: 'var(--ink-2)', fontSize: 12 },
  tickLine: false,
} as const;

export const sides = (direction: 'ltr' | 'rtl') =>
  direction === 'rtl'
    ? ({ reversed: true, orientation: 'right' } as const)
    : ({ reversed: false, orientation: 'left' } as const);

/** Pixels that a label of the vertical axis needs. */
export const LABEL_WIDTH = 44;
