import { useTranslation } from 'react-i18next';
import { LONGEST_TEXT } from '../../domain/survey/limits.ts';
import { PRIVATE_INPUT } from '../../ui/private-input.ts';
import styles from './kiosk.module.css';

export interface CommentProps {
  readonly text: string;
  readonly maxLength: number | undefined;
  readonly onAnswer: (text: string) => void;
  readonly onNote: (text: string) => void;
}

/** How many characters are left is said only when it begins to matter. */
const NEARLY_FULL = 100;

/** Open text; every letter is kept, so that a power cut loses none. */
export function Comment({ text, maxLength = LONGEST_TEXT, onAnswer, onNote }: CommentProps) {
  const { t } = useTranslation();
  const left = maxLength - text.length;
  return (
    <>
      <div className={styles.comment}>
        <textarea
          {...PRIVATE_INPUT}
          aria-labelledby="question"
          aria-describedby="left"
          dir="auto"
          rows={4}
          maxLength={maxLength}
          value={text}
          onChange={({ target }) => onNote(target.value)}
        />
        <p id="left" className={styles.hint} role="status">
          {left <= NEARLY_FULL && t('surveys:answer.charactersLeft', { count: left })}
        </p>
      </div>
      <button
        type="button"
        className={styles.main1}
        disabled={text.trim() === ''}
        onClick={() => onAnswer(text)}
      >
        {t('surveys:answer.next')}
      </button>
    </>
  );
}
