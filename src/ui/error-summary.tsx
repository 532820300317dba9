import { useEffect, useId, useRef, type MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './error-summary.module.css';

export interface FieldErrorText {
  /** of the field, as given to it */
  readonly id: string;
  readonly message: string;
}

export interface ErrorSummaryProps {
  readonly errors: readonly FieldErrorText[];
  /** changes with every attempt to save, so that the same errors take focus again */
  readonly attempt?: number;
}

function goTo(event: MouseEvent, id: string): void {
  event.preventDefault();
  const field = document.getElementById(id);
  const control =
    field?.matches('fieldset') === true ? field.querySelector<HTMLElement>('input:not(:disabled)') : field;
  field?.scrollIntoView({ block: 'center' });
  (control ?? field)?.focus({ preventScroll: true });
}

/** At the head of a form that couldn't be saved: takes focus, names each thing to mend, and leads to it. */
export function ErrorSummary({ errors, attempt = 0 }: ErrorSummaryProps) {
  const { t } = useTranslation();
  const title = useId();
  const box = useRef<HTMLDivElement>(null);
  const some = errors.length > 0;
  useEffect(() => {
    if (!some) return;
    box.current?.focus({ preventScroll: true });
    box.current?.scrollIntoView({ block: 'center' });
  }, [some, attempt]);
  if (!some) return null;
  return (
    <div ref={box} className={styles.summary} role="alert" tabIndex={-1} aria-labelledby={title}>
      <h2 id={title}>{t('ui:errorSummary.title', { count: errors.length })}</h2>
      <small>{t('ui:errorSummary.kept')}</small>
      <ul className={styles.list}>
        {errors.map(({ id, message }) => (
          <li key={id}>
            <a href={`#${id}`} onClick={(event) => goTo(event, id)}>
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
