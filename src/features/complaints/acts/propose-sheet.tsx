import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remedyKinds } from '../../../domain/codes.ts';
import type { RemedyKind } from '../../../domain/codes.ts';
import { decimalsOf, formatAmount, parseAmount } from '../../../i18n/amount.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ActSheet, type SheetProps } from './act-sheet.tsx';

/** ISO 10002, 7.7. What they asked for stands first. */
export function ProposeSheet({ view, names, onClose }: SheetProps) {
  const { t } = useTranslation();
  const { intl } = useLanguage();
  const { wanted } = view.complaint;
  const [remedy, setRemedy] = useState<RemedyKind | undefined>(wanted[0]);
  const [amount, setAmount] = useState('');
  const currency = names.registry?.organisation?.currency ?? null;
  const minor = currency === null || amount.trim() === '' ? null : parseAmount(amount, decimalsOf(currency));
  const ids = { remedy: 'propose-remedy', amount: 'propose-amount' };
  const kinds = [...wanted, ...remedyKinds.filter((kind) => !wanted.includes(kind))];
  return (
    <ActSheet
      act="propose"
      title={t('complaints:act.propose')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:propose.text') }}
      make={(body) => {
        const errors = [
          ...(remedy === undefined ? [{ id: ids.remedy, message: t('complaints:propose.missing') }] : []),
          ...(amount.trim() !== '' && minor === null
            ? [{ id: ids.amount, message: t('complaints:propose.noAmount') }]
            : []),
        ];
        if (remedy === undefined || errors.length > 0) return { errors };
        const costs = minor === null || currency === null ? {} : { amount: { minor, currency } };
        return { events: [{ kind: 'remedyProposed', data: { remedy, ...costs }, ...body }] };
      }}
    >
      {(errorOf) => (
        <>
          <ChoiceChips
            id={ids.remedy}
            label={t('complaints:propose.remedy')}
            error={errorOf(ids.remedy)}
            value={remedy}
            onChange={setRemedy}
            options={kinds.map((value) => ({ value, label: t(`codes:remedy.${value}`) }))}
          />
          {currency !== null && (
            <TextField
              id={ids.amount}
              label={t('complaints:propose.amount', { currency })}
              help={minor === null ? undefined : formatAmount(minor, currency, intl)}
              optional
              inputMode="decimal"
              autoComplete="off"
              error={errorOf(ids.amount)}
              value={amount}
              onChange={setAmount}
            />
          )}
        </>
      )}
    </ActSheet>
  );
}
