import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../domain/survey/localized.ts';
import type { RatingElement } from '../../domain/survey/definition.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Face } from '../../ui/face.tsx';
import type { Mood } from '../../ui/face.tsx';
import { firstTap } from './tap.ts';
import styles from './kiosk.module.css';

export interface ScaleProps {
  readonly element: RatingElement;
  /** what was tapped before a step back; null: nothing */
  readonly score: number | null;
  readonly onAnswer: (score: number) => void;
}

/** The mood of a step of a scale of up to five: its ends are the ends. */
export function moodOf(score: number, min: number, max: number): Mood {
  const moods = [1, 2, 3, 4, 5] as const;
  return moods[Math.round(((score - min) / (max - min)) * 4)] ?? 3;
}

/** Faces with words under them: beside each other, and on a phone below each other. */
export function Faces({ element, score, onAnswer }: ScaleProps) {
  const { t } = useTranslation();
  const { code } = useLanguage();
  const [picked, setPicked] = useState(score);
  const { rateMin: min, rateMax: max, minRateDescription, maxRateDescription, role } = element;
  const words: Readonly<Record<Mood, string>> = {
    1: t('surveys:satisfaction.veryDissatisfied'),
    2: t('surveys:satisfaction.dissatisfied'),
    3: t('surveys:satisfaction.neither'),
    4: t('surveys:satisfaction.satisfied'),
    5: t('surveys:satisfaction.verySatisfied'),
  };
  // The survey words the ends; between them only a question about satisfaction has words of ours.
  const own = role === 'satisfaction' || role === 'driver';
  const wordOf = (at: number, mood: Mood) => {
    const end = at === min ? minRateDescription : at === max ? maxRateDescription : undefined;
    if (end !== undefined) return pickText(end, code);
    return own ? { text: words[mood], language: null } : null;
  };
  return (
    <div className={styles.faces} role="group" aria-labelledby="question">
      {Array.from({ length: max - min + 1 }, (_, index) => min + index).map((at) => {
        const mood = moodOf(at, min, max);
        const word = wordOf(at, mood);
        return (
          <button
            key={at}
            type="button"
            className={styles.faceButton}
            aria-pressed={picked === at}
            aria-label={word === null ? t('surveys:answer.score', { score: at, max }) : undefined}
            onClick={firstTap(() => {
              setPicked(at);
              onAnswer(at);
            })}
          >
            <span className={styles.face}>
              <Face mood={mood} />
            </span>
            {word !== null && <span lang={word.language ?? undefined}>{word.text}</span>}
          </button>
        );
      })}
    </div>
  );
}
