import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../data/api.ts';
import { useData } from '../../../data/context.ts';
import type { ContestableField, ContestedField } from '../../../domain/complaint.ts';
import type { ClosingReason, Channel, Outcome, RemedyKind } from '../../../domain/codes.ts';
import type { ComplaintEvent } from '../../../domain/events/event.ts';
import { eventUuidOf } from '../../../domain/ids.ts';
import type { Severity } from '../../../domain/severity.ts';
import { stampMs } from '../../../domain/hlc.ts';
import type { Moment } from '../../../domain/time/moment.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { useFormats } from '../../../i18n/use-language.ts';
import { Contested } from '../../../ui/contested.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { useToast } from '../../../ui/toast-queue.ts';
import type { Names } from '../use-names.ts';

export interface ContestedFieldsProps {
  readonly view: CaseView;
  readonly names: Names;
}

/** @returns a claim's value in words */
function useClaimText(names: Names, zone: string | undefined) {
  const { t } = useTranslation();
  const formats = useFormats(zone);
  return (field: ContestableField, value: unknown): string => {
    switch (field) {
      case 'severity':
        return t(`codes:severity.${value as Severity}`);
      case 'category':
        return names.category(value as readonly string[]).join(' › ') || t('complaints:contested.none');
      case 'wanted':
        return (
          formats.list((value as readonly RemedyKind[]).map((kind) => t(`codes:remedy.${kind}`))) ||
          t('complaints:contested.none')
        );
      case 'happened':
        return value === null ? t('complaints:contested.none') : formats.dateTime(value as Moment);
      case 'channel':
        return t(`codes:channel.${value as Channel}`);
      case 'assignee':
        return value === null ? t('complaints:contested.nobody') : names.person(value as string);
      case 'branch':
        return names.branch(value as string);
      case 'outcome':
        return value === null ? t('complaints:contested.none') : t(`codes:outcome.${value as Outcome}`);
      case 'closed':
        return value === null
          ? t('complaints:contested.open')
          : t(`codes:closingReason.${value as ClosingReason}`);
    }
  };
}

/** What two people changed without knowing of each other; one tap settles it. */
export function ContestedFields({ view, names }: ContestedFieldsProps) {
  const { t } = useTranslation();
  const data = useData();
  const toast = useToast();
  const texts = useProblemText();
  const now = useNow();
  const { complaint, contested, may } = view;
  const zone = names.zoneOf(complaint.branch);
  const formats = useFormats(zone);
  const textOf = useClaimText(names, zone);
  const events = new Map<string, Pick<ComplaintEvent, 'by' | 'at'>>([
    ...(complaint.earlier?.nodes ?? []).map((node) => [node.id, node] as const),
    ...complaint.log.map(({ event }) => [eventUuidOf(event._id), event] as const),
  ]);
  const settle = async ({ field, claims }: ContestedField, id: string): Promise<void> => {
    const choice = claims.find(({ event }) => event === id)?.event;
    if (choice === undefined) return;
    const saved = await data.api.act(complaint.complaint, { kind: 'settled', data: { field, choice } });
    toast({ text: saved.ok ? t('complaints:contested.settled') : texts.ofSaving(saved) });
  };
  return contested.map((one) => (
    <Contested
      key={one.field}
      title={t('complaints:contested.title', { field: t(`codes:contested.${one.field}`) })}
      text={t('complaints:contested.text')}
      claims={one.claims.map(({ event, value }, index) => {
        const author = events.get(event);
        return {
          id: event,
          value: textOf(one.field, value),
          meta: author && (
            <>
              {names.person(author.by)} · {formats.near(stampMs(author.at), now)}
            </>
          ),
          holds: index === 0,
        };
      })}
      onSettle={may.includes('settled') ? (id) => void settle(one, id) : undefined}
    />
  ));
}
