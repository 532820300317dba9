import { useRef, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import { Icon } from './icon.tsx';
import { PRIVATE_INPUT } from './private-input.ts';
import styles from './search-field.module.css';

export interface SearchFieldProps {
  /** for screen readers */
  readonly label: string;
  /** what can be searched for: "Words, reference, phone" */
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly onKeyDown?: (event: KeyboardEvent<HTMLInputElement>) => void;
  /** of the list that it filters */
  readonly controls?: string;
  readonly autoFocus?: boolean;
}

/** Searches are about people too, so nothing of them is kept by the browser. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  onKeyDown,
  controls,
  autoFocus,
}: SearchFieldProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.box} role="search">
      <Icon name="search" />
      <input
        {...PRIVATE_INPUT}
        ref={input}
        type="search"
        enterKeyHint="search"
        dir="auto"
        aria-label={label}
        aria-controls={controls}
        className={styles.input}
        placeholder={placeholder}
        autoFocus={autoFocus}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {value !== '' && (
        <div className={styles.clear}>
          <IconButton
            bare
            icon="close"
            label={t('ui:search.clear')}
            onClick={() => {
              onChange('');
              input.current?.focus();
            }}
          />
        </div>
      )}
    </div>
  );
}
