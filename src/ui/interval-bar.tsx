import { classNames } from './class-names.ts';
import styles from './interval-bar.module.css';

export interface IntervalBarProps {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  /** the ends of the scale: 0 and 1 for a share, −100 and 100 for NPS */
  readonly min: number;
  readonly max: number;
  /** the same in words: `ui:interval.label` */
  readonly label: string;
}

/** Where a figure lies on its scale, and between which ends it could lie by chance. */
export function IntervalBar({ value, low, high, min, max, label }: IntervalBarProps) {
  const at = (figure: number): number => ((Math.min(max, Math.max(min, figure)) - min) / (max - min)) * 100;
  // Stretched to its box, strokes not.
  return (
    <svg className={styles.bar} viewBox="0 0 100 22" preserveAspectRatio="none" role="img" aria-label={label}>
      <path className={classNames(styles.line, styles.axis)} d="M0 11H100" />
      <path className={classNames(styles.line, styles.interval)} d={`M${at(low)} 11H${at(high)}`} />
      <path className={classNames(styles.line, styles.value)} d={`M${at(value)} 2v18`} />
    </svg>
  );
}
