import { useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../i18n/use-language.ts';
import { Dialog } from './dialog.tsx';
import { Icon } from './icon.tsx';
import { SearchField } from './search-field.tsx';
import styles from './option-picker.module.css';

export interface PickerOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** where it belongs: "Repair › Boiler" */
  readonly detail?: string;
}

export interface OptionPickerProps<Value extends string> {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly options: readonly PickerOption<Value>[];
  readonly value: Value | undefined;
  readonly onChange: (value: Value) => void;
  /** shown first, before anything is searched */
  readonly recent?: readonly Value[];
}

/** Without case and accents, as people type on a phone. */
function plain(text: string, language: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase(language);
}

/** One of many, by searching: a list in a dialog, for a list that drops from a field has no room above a keyboard. */
export function OptionPicker<Value extends string>({
  open,
  onClose,
  title,
  options,
  value,
  onChange,
  recent = [],
}: OptionPickerProps<Value>) {
  const { t } = useTranslation();
  const { intl } = useLanguage();
  const [words, setWords] = useState('');
  const wanted = plain(words, intl).split(/\s+/).filter(Boolean);
  const found = options.filter(({ label, detail = '' }) => {
    const text = plain(`${label} ${detail}`, intl);
    return wanted.every((word) => text.includes(word));
  });
  const recently = wanted.length > 0 ? [] : options.filter((option) => recent.includes(option.value));
  const close = (): void => {
    setWords('');
    onClose();
  };
  const pick = (picked: Value): void => {
    onChange(picked);
    close();
  };
  const pickOnly = ({ key }: KeyboardEvent): void => {
    const [only, ...others] = found;
    if (key === 'Enter' && only !== undefined && others.length === 0) pick(only.value);
  };
  const group = (heading: string | null, of: readonly PickerOption<Value>[]) => (
    <section className={styles.group}>
      {heading !== null && <h3>{heading}</h3>}
      <ul>
        {of.map((option) => (
          <li key={option.value}>
            <button
              type="button"
              className={styles.option}
              aria-pressed={option.value === value}
              onClick={() => pick(option.value)}
            >
              <span className={styles.text}>
                {option.label}
                {option.detail !== undefined && <small>{option.detail}</small>}
              </span>
              {option.value === value && <Icon name="check" />}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
  return (
    <Dialog open={open} onClose={close} title={title} tall>
      <SearchField
        autoFocus
        label={t('ui:picker.search')}
        placeholder={t('ui:picker.search')}
        value={words}
        onChange={setWords}
        onKeyDown={pickOnly}
      />
      {recently.length > 0 && group(t('ui:picker.recent'), recently)}
      {found.length > 0 && group(recently.length > 0 ? t('ui:picker.all') : null, found)}
      <div role="status" className={styles.nothing} hidden={found.length > 0}>
        {found.length === 0 && t('ui:search.nothing', { words })}
      </div>
    </Dialog>
  );
}
