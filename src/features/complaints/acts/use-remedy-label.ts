import { useTranslation } from 'react-i18next';
import type { Remedy } from '../../../domain/complaint.ts';
import { formatAmount } from '../../../i18n/amount.ts';
import { useLanguage } from '../../../i18n/use-language.ts';

/** @returns a remedy with what it costs */
export function useRemedyLabel(): (remedy: Pick<Remedy, 'kind' | 'amount'>) => string {
  const { t } = useTranslation();
  const { intl } = useLanguage();
  return ({ kind, amount }) => {
    const name = t(`codes:remedy.${kind}`);
    return amount === null
      ? name
      : t('complaints:remedyWithAmount', {
          remedy: name,
          amount: formatAmount(amount.minor, amount.currency, intl),
        });
  };
}
