import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { answerTo } from '../../domain/survey/answers.ts';
import type { AnswerValue } from '../../domain/survey/answers.ts';
import { pickText } from '../../domain/survey/localized.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { AnswerControl } from './answer-control.tsx';
import type { Progress, Run } from './run.ts';
import { toTop } from './kiosk-frame.tsx';
import styles from './kiosk.module.css';

export interface QuestionScreenProps {
  readonly run: Run;
  readonly progress: Progress;
  /** the last tap could not be saved */
  readonly failed: boolean;
  readonly onAnswer: (value: AnswerValue) => void;
  /** what is being typed */
  readonly onNote: (value: AnswerValue) => void;
}

/** One question. */
export function QuestionScreen({ run, progress, failed, onAnswer, onNote }: QuestionScreenProps) {
  const { t } = useTranslation();
  const { code } = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  const { element } = progress;
  const title = pickText(element.title, code);
  const description = element.description && pickText(element.description, code);
  const given = answerTo(run.answers, element.name);
  const missing = typeof given === 'object' && 'missing' in given ? given.missing : null;
  useEffect(() => {
    toTop();
    heading.current?.focus({ preventScroll: true });
  }, [element.name]);
  return (
    <div className={styles.question}>
      <div>
        <h1 ref={heading} id="question" tabIndex={-1} lang={title.language ?? undefined}>
          {title.text}
        </h1>
        {description && (
          <p className={styles.hint} lang={description.language ?? undefined}>
            {description.text}
          </p>
        )}
      </div>
      <AnswerControl element={element} given={given} onAnswer={onAnswer} onNote={onNote} />
      <div className={styles.aside}>
        {element.neverUsed === true && (
          <button
            type="button"
            className={styles.lesser}
            aria-pressed={missing === 'neverUsed'}
            onClick={() => onAnswer({ missing: 'neverUsed' })}
          >
            {t('surveys:answer.neverUsed')}
          </button>
        )}
        {element.isRequired !== true && (
          <button
            type="button"
            className={styles.lesser}
            onClick={() => onAnswer({ missing: 'notAnswered' })}
          >
            {t('surveys:answer.skip')}
          </button>
        )}
      </div>
      <p className={styles.problem} role="alert">
        {failed && t('kiosk:notSaved')}
      </p>
    </div>
  );
}
