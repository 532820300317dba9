import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { pickText } from '../../domain/survey/localized.ts';
import type { SurveyElement } from '../../domain/survey/definition.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Icon } from '../../ui/icon.tsx';
import { firstTap } from './tap.ts';
import styles from './kiosk.module.css';

type Choice = Extract<SurveyElement, { type: 'radiogroup' }>['choices'][number];
type YesNoElement = Extract<SurveyElement, { type: 'boolean' }>;

/** One of several. */
export function Choices({
  choices,
  chosen,
  onAnswer,
}: {
  readonly choices: readonly Choice[];
  readonly chosen: string | null;
  readonly onAnswer: (value: string) => void;
}) {
  const { code } = useLanguage();
  const [picked, setPicked] = useState(chosen);
  return (
    <div className={styles.choices} role="group" aria-labelledby="question">
      {choices.map(({ value, text }) => {
        const label = pickText(text, code);
        return (
          <button
            key={value}
            type="button"
            className={styles.choice}
            aria-pressed={picked === value}
            lang={label.language ?? undefined}
            onClick={firstTap(() => {
              setPicked(value);
              onAnswer(value);
            })}
          >
            {label.text}
          </button>
        );
      })}
    </div>
  );
}

/** Any of several; what is marked is kept at once. */
export function ManyChoices({
  choices,
  chosen,
  onAnswer,
  onNote,
}: {
  readonly choices: readonly Choice[];
  readonly chosen: readonly string[];
  readonly onAnswer: (values: readonly string[]) => void;
  readonly onNote: (values: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const { code } = useLanguage();
  return (
    <>
      <div className={styles.choices} role="group" aria-labelledby="question">
        {choices.map(({ value, text }) => {
          const label = pickText(text, code);
          const on = chosen.includes(value);
          return (
            <button
              key={value}
              type="button"
              className={styles.choice}
              aria-pressed={on}
              lang={label.language ?? undefined}
              onClick={() => onNote(on ? chosen.filter((other) => other !== value) : [...chosen, value])}
            >
              <span className={styles.tick}>{on && <Icon name="check" />}</span>
              {label.text}
            </button>
          );
        })}
      </div>
      <button
        type="button"
        className={styles.main1}
        disabled={chosen.length === 0}
        onClick={() => onAnswer(chosen)}
      >
        {t('surveys:answer.next')}
      </button>
    </>
  );
}

export function YesNo({
  element,
  chosen,
  onAnswer,
}: {
  readonly element: YesNoElement;
  readonly chosen: boolean | null;
  readonly onAnswer: (value: boolean) => void;
}) {
  const { t } = useTranslation();
  const { code } = useLanguage();
  const [picked, setPicked] = useState(chosen);
  const labels = [
    [true, element.labelTrue, t('surveys:answer.yes')],
    [false, element.labelFalse, t('surveys:answer.no')],
  ] as const;
  return (
    <div className={styles.choices} role="group" aria-labelledby="question">
      {labels.map(([value, own, ours]) => {
        const label = own === undefined ? { text: ours, language: null } : pickText(own, code);
        return (
          <button
            key={ours}
            type="button"
            className={styles.choice}
            aria-pressed={picked === value}
            lang={label.language ?? undefined}
            onClick={firstTap(() => {
              setPicked(value);
              onAnswer(value);
            })}
          >
            {label.text}
          </button>
        );
      })}
    </div>
  );
}
