import { useTranslation } from 'react-i18next';
import type { FieldProps } from '../../../ui/field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { Disclosure } from './disclosure.tsx';

export interface CodeFieldProps extends Pick<FieldProps, 'id' | 'error'> {
  readonly value: string;
  /** absent: it is in use, and never changes again */
  readonly onChange: ((value: string) => void) | undefined;
}

/** What imports and reports know a place by: made from its name, and for ever the same. */
export function CodeField({ value, onChange, ...field }: CodeFieldProps) {
  const { t } = useTranslation();
  if (onChange === undefined) return <small>{t('admin:codeField.fixed', { code: value })}</small>;
  const input = (
    <TextField
      {...field}
      optional
      autoComplete="off"
      maxLength={64}
      label={t('admin:codeField.label')}
      help={t('admin:codeField.help')}
      value={value}
      onChange={onChange}
    />
  );
  // an error has to be seen where it is
  if (field.error !== undefined) return input;
  return <Disclosure summary={t('admin:codeField.shown', { code: value })}>{input}</Disclosure>;
}
