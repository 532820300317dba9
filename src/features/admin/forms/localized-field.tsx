import { useTranslation } from 'react-i18next';
import type { LocalizedText } from '../../../domain/registry.ts';
import { findLanguage, LANGUAGES } from '../../../i18n/languages.ts';
import type { FieldProps } from '../../../ui/field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Disclosure } from './disclosure.tsx';

export interface LocalizedFieldProps extends Omit<FieldProps, 'optional'> {
  readonly value: LocalizedText;
  readonly onChange: (value: LocalizedText) => void;
  readonly autoFocus?: boolean;
}

const LIMIT = 200;

/** A name, and how it is called in other languages: those who read none of them see the name itself. */
export function LocalizedField({ value, onChange, autoFocus = false, ...field }: LocalizedFieldProps) {
  const { t } = useTranslation();
  const codes = Object.keys(value).filter((code) => code !== 'default');
  const others = LANGUAGES.filter(({ code }) => !codes.includes(code));
  const write = (code: string, text: string): void => onChange({ ...value, [code]: text });
  return (
    <>
      <TextField
        {...field}
        autoFocus={autoFocus}
        autoComplete="off"
        maxLength={LIMIT}
        value={value.default}
        onChange={(text) => write('default', text)}
      />
      <Disclosure
        summary={codes.length === 0 ? t('admin:names.none') : t('admin:names.some', { count: codes.length })}
      >
        <small>{t('admin:names.help')}</small>
        {codes.map((code) => (
          <TextField
            key={code}
            optional
            autoComplete="off"
            maxLength={LIMIT}
            label={findLanguage(code)?.name ?? code}
            value={value[code] ?? ''}
            onChange={(text) => write(code, text)}
          />
        ))}
        {others.length > 0 && (
          <Select
            optional
            label={t('admin:names.add')}
            placeholder={t('admin:names.choose')}
            value=""
            options={others.map(({ code, name }) => ({ value: code, label: name }))}
            onChange={(code) => code !== '' && write(code, '')}
          />
        )}
      </Disclosure>
    </>
  );
}
