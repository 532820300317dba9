import { classNames } from './class-names.ts';
import styles from './meter.module.css';

export interface MeterProps {
  readonly label: string;
  /** what the meter says, in words; undefined: not yet */
  readonly text: string | undefined;
  /** 0..1 */
  readonly share: number;
  /** from which share on it warns, and from which it is serious */
  readonly warnAt?: number;
  readonly badAt?: number;
}

export function Meter({ label, text, share, warnAt = 0.8, badAt = 0.95 }: MeterProps) {
  const percent = Math.round(Math.min(1, Math.max(0, share)) * 100);
  const tone = share >= badAt ? styles.bad : share >= warnAt && styles.warn;
  return (
    <div className={classNames(styles.meter, tone)}>
      <div
        className={styles.track}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        aria-valuetext={text}
      >
        <svg className={styles.bar} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
          <rect width={percent} height="6" />
        </svg>
      </div>
      <div className={styles.text}>{text}</div>
    </div>
  );
}
