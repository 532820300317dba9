import { useTranslation } from 'react-i18next';
import type { EventData, EventKind } from '../../../domain/events/data.ts';
import type { ComplaintEvent } from '../../../domain/events/event.ts';
import { formatAmount } from '../../../i18n/amount.ts';
import { useFormats, useLanguage } from '../../../i18n/use-language.ts';
import { Chip } from '../../../ui/chip.tsx';
import type { Names } from '../use-names.ts';

export interface EntryDetailsProps {
  readonly event: ComplaintEvent;
  readonly kind: EventKind;
  readonly names: Names;
}

/** The codes of an entry, as chips beside its name: so that no sentence is put together from pieces. */
export function EntryDetails({ event, kind, names }: EntryDetailsProps) {
  const { t } = useTranslation();
  const { intl } = useLanguage();
  const formats = useFormats();
  const of = <K extends EventKind>(_kind: K): EventData<K> => event.data;
  switch (kind) {
    case 'assessed': {
      const { severity, safety } = of(kind);
      return (
        <>
          <Chip tone={severity === 'critical' ? 'bad' : severity === 'serious' ? 'warn' : 'plain'}>
            {t(`codes:severity.${severity}`)}
          </Chip>
          {safety === true && (
            <Chip tone="bad" icon="alert">
              {t('complaints:marks.safety')}
            </Chip>
          )}
        </>
      );
    }
    case 'acknowledged': {
      const { channel } = of(kind);
      return channel === undefined ? null : <Chip>{t(`codes:channel.${channel}`)}</Chip>;
    }
    case 'assigned': {
      const { to } = of(kind);
      return <Chip>{to === null ? t('complaints:contested.nobody') : names.person(to)}</Chip>;
    }
    case 'transferred':
      return <Chip>{names.branch(of(kind).branch)}</Chip>;
    case 'remedyProposed': {
      const { remedy, amount } = of(kind);
      return (
        <>
          <Chip tone="brand">{t(`codes:remedy.${remedy}`)}</Chip>
          {amount !== undefined && <Chip>{formatAmount(amount.minor, amount.currency, intl)}</Chip>}
        </>
      );
    }
    case 'actionDone':
      return <Chip tone="ok">{t(`codes:remedy.${of(kind).remedy}`)}</Chip>;
    case 'decisionCommunicated': {
      const { outcome, remedies } = of(kind);
      return (
        <>
          {outcome !== undefined && <Chip tone="brand">{t(`codes:outcome.${outcome}`)}</Chip>}
          {remedies.map((remedy) => (
            <Chip key={remedy}>{t(`codes:remedy.${remedy}`)}</Chip>
          ))}
        </>
      );
    }
    case 'referred':
      return <Chip>{t(`complaints:recourse.${of(kind).to}`)}</Chip>;
    case 'closed':
      return <Chip>{t(`codes:closingReason.${of(kind).reason}`)}</Chip>;
    case 'corrected': {
      const data = of(kind);
      switch (data.field) {
        case 'category':
          return <Chip>{names.category(data.value).join(' › ') || t('complaints:contested.none')}</Chip>;
        case 'wanted':
          return data.value.map((remedy) => <Chip key={remedy}>{t(`codes:remedy.${remedy}`)}</Chip>);
        case 'happened':
          return (
            <Chip>{data.value === null ? t('complaints:contested.none') : formats.dateTime(data.value)}</Chip>
          );
        case 'channel':
          return <Chip>{t(`codes:channel.${data.value}`)}</Chip>;
      }
      return null;
    }
    case 'received':
    case 'investigated':
    case 'note':
    case 'partyChanged':
    case 'evidenceAdded':
    case 'remedyApproved':
    case 'acceptedByComplainant':
    case 'rejectedByComplainant':
    case 'reopened':
    case 'settled':
    case 'linked':
      return null;
  }
}
