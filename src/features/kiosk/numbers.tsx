import { useState } from 'react';
import { pickText } from '../../domain/survey/localized.ts';
import { useFormats, useLanguage } from '../../i18n/use-language.ts';
import type { ScaleProps } from './faces.tsx';
import { firstTap } from './tap.ts';
import styles from './kiosk.module.css';

/** Numbers with the ends in words: in two rows, and in one where it is wide. */
export function Numbers({ element, score, onAnswer }: ScaleProps) {
  const { code } = useLanguage();
  const formats = useFormats();
  const [picked, setPicked] = useState(score);
  const { rateMin: min, rateMax: max, minRateDescription, maxRateDescription } = element;
  const low = minRateDescription && pickText(minRateDescription, code);
  const high = maxRateDescription && pickText(maxRateDescription, code);
  return (
    <div className={styles.scale}>
      <div className={styles.numbers} role="group" aria-labelledby="question">
        {Array.from({ length: max - min + 1 }, (_, index) => min + index).map((at) => (
          <button
            key={at}
            type="button"
            className={styles.number}
            aria-pressed={picked === at}
            aria-describedby={at === min ? 'scale-low' : at === max ? 'scale-high' : undefined}
            onClick={firstTap(() => {
              setPicked(at);
              onAnswer(at);
            })}
          >
            {formats.number(at)}
          </button>
        ))}
      </div>
      <div className={styles.ends}>
        <span id="scale-low" lang={low?.language ?? undefined}>
          {low?.text}
        </span>
        <span id="scale-high" lang={high?.language ?? undefined}>
          {high?.text}
        </span>
      </div>
    </div>
  );
}
