import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { channels } from '../../../domain/codes.ts';
import type { Channel, RemedyKind } from '../../../domain/codes.ts';
import type { EventDraft } from '../../../domain/events/event.ts';
import type { EventData } from '../../../domain/events/data.ts';
import { parseMoment } from '../../../domain/time/moment.ts';
import { Select } from '../../../ui/select.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { todayAt } from '../due.ts';
import { CategoryField } from '../record/category-field.tsx';
import { HappenedField } from '../record/happened-field.tsx';
import { RemediesField } from '../remedies-field.tsx';
import { ActSheet, type SheetProps } from './act-sheet.tsx';

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What was written down wrongly: each change is an entry of its own. */
export function CorrectSheet({ view, names, onClose }: SheetProps) {
  const { t } = useTranslation();
  const { complaint } = view;
  const [category, setCategory] = useState(complaint.category);
  const [wanted, setWanted] = useState<readonly RemedyKind[]>(complaint.wanted);
  const [happened, setHappened] = useState<string>(complaint.happened ?? '');
  const [channel, setChannel] = useState<Channel>(complaint.channel);
  const today = todayAt(useNow(), names.zoneOf(complaint.branch));
  const when = parseMoment(happened);
  const ids = { happened: 'correct-happened', category: 'correct-category' };
  const changes: EventData<'corrected'>[] = [
    ...(same(category, complaint.category) ? [] : [{ field: 'category' as const, value: [...category] }]),
    ...(same(wanted, complaint.wanted) ? [] : [{ field: 'wanted' as const, value: [...wanted] }]),
    ...(happened === (complaint.happened ?? '')
      ? []
      : [{ field: 'happened' as const, value: when.ok ? when.value : null }]),
    ...(channel === complaint.channel ? [] : [{ field: 'channel' as const, value: channel }]),
  ];
  return (
    <ActSheet
      act="correct"
      title={t('complaints:act.correct')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:correct.text') }}
      make={(body) => {
        if (when.ok && happened.slice(0, 10) > today)
          return { errors: [{ id: ids.happened, message: t('complaints:record.future') }] };
        if (changes.length === 0)
          return { errors: [{ id: ids.category, message: t('complaints:correct.nothing') }] };
        return {
          events: changes.map((data, index): EventDraft => ({
            kind: 'corrected',
            data,
            ...(index === 0 ? body : {}),
          })),
        };
      }}
    >
      {(errorOf) => (
        <>
          <CategoryField
            id={ids.category}
            value={category}
            onChange={setCategory}
            error={errorOf(ids.category)}
          />
          <RemediesField
            id="correct-wanted"
            label={t('complaints:record.wanted')}
            values={wanted}
            onChange={setWanted}
          />
          <HappenedField
            id={ids.happened}
            value={happened.slice(0, 10)}
            onChange={setHappened}
            today={today}
            error={errorOf(ids.happened)}
          />
          <Select
            id="correct-channel"
            label={t('complaints:record.channel')}
            value={channel}
            onChange={(chosen) => setChannel(chosen as Channel)}
            options={channels.map((value) => ({ value, label: t(`codes:channel.${value}`) }))}
          />
        </>
      )}
    </ActSheet>
  );
}
