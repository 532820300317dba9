import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/use-language.ts';
import type { FieldProps } from '../../../ui/field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { decimalsOf, formatAmount, parseAmount } from '../../../i18n/amount.ts';
import { ChoiceCards } from '../forms/choice-cards.tsx';
import type { RemedyLimit } from './draft.ts';

export interface RemedyLimitFieldProps {
  readonly field: Pick<FieldProps, 'id' | 'error'>;
  readonly currency: string;
  readonly value: RemedyLimit;
  readonly onChange: (value: RemedyLimit) => void;
}

/** What they may promise a customer alone, where it costs money. */
export function RemedyLimitField({ field, currency, value, onChange }: RemedyLimitFieldProps) {
  const { t } = useTranslation();
  const { intl } = useLanguage();
  const minor = parseAmount(value.amount, decimalsOf(currency));
  const upTo = value.kind === 'upTo';
  return (
    <>
      <ChoiceCards
        {...(upTo ? {} : field)}
        label={t('admin:remedy.label')}
        help={t('admin:remedy.help')}
        value={value.kind}
        onChange={(kind) => onChange({ ...value, kind })}
        options={[
          { value: 'none', label: t('admin:remedy.none.name'), text: t('admin:remedy.none.text') },
          { value: 'upTo', label: t('admin:remedy.upTo.name'), text: t('admin:remedy.upTo.text') },
          { value: 'any', label: t('admin:remedy.any.name'), text: t('admin:remedy.any.text') },
        ]}
      />
      {upTo && (
        <TextField
          {...field}
          label={t('admin:remedy.amount', { currency })}
          help={
            minor === null
              ? undefined
              : t('admin:remedy.reads', { amount: formatAmount(minor, currency, intl) })
          }
          inputMode="decimal"
          autoComplete="off"
          value={value.amount}
          onChange={(amount) => onChange({ ...value, amount })}
        />
      )}
    </>
  );
}
