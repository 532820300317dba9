import { useLayoutEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from './class-names.ts';
import styles from './steps.module.css';

export interface StepsProps {
  readonly labels: readonly string[];
  /** how many are done; the one after them is next; all done: nothing is next */
  readonly done: number;
  /** small bars without words, for lists */
  readonly compact?: boolean;
}

/** Along which of its steps a complaint is. */
export function Steps({ labels, done, compact = false }: StepsProps) {
  const { t } = useTranslation();
  const at = Math.min(done, labels.length - 1);
  const where = t('ui:steps.current', { step: at + 1, total: labels.length, label: labels[at] ?? '' });
  const stateOf = (index: number): string | false | undefined =>
    index < done ? styles.done : index === done && styles.next;
  if (compact) {
    return (
      <div className={styles.bars} role="img" aria-label={where}>
        {labels.map((label, index) => (
          <i key={label} className={classNames(stateOf(index))} />
        ))}
      </div>
    );
  }
  return <WideSteps labels={labels} where={where} stateOf={stateOf} current={at} />;
}

interface WideStepsProps {
  readonly labels: readonly string[];
  readonly where: string;
  readonly stateOf: (index: number) => string | false | undefined;
  readonly current: number;
}

function WideSteps({ labels, where, stateOf, current }: WideStepsProps) {
  const box = useRef<HTMLDivElement>(null);
  const words = labels.join('\n');
  useLayoutEffect(() => {
    const element = box.current;
    const list = element?.querySelector('ol') ?? null;
    if (element === null || list === null) return undefined;
    // Asked of the words themselves, and not of the screen's width alone, for their length is the language's.
    const look = (): void => {
      delete element.dataset['tight'];
      if (list.scrollWidth > list.clientWidth) element.dataset['tight'] = '';
    };
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    return () => observer.disconnect();
  }, [words]);
  return (
    <div ref={box} className={styles.steps}>
      <ol className={styles.list}>
        {labels.map((label, index) => (
          <li
            key={label}
            className={classNames(styles.step, stateOf(index))}
            aria-current={index === current ? 'step' : undefined}
          >
            {label}
          </li>
        ))}
      </ol>
      <div className={styles.now} aria-hidden="true">
        {where}
      </div>
    </div>
  );
}
