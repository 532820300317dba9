import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import type { CaseView } from '../../../data/api.ts';
import type { LogEntry } from '../../../domain/complaint.ts';
import { isEventKind } from '../../../domain/events/data.ts';
import { stampMs } from '../../../domain/hlc.ts';
import { eventUuidOf } from '../../../domain/ids.ts';
import { moment } from '../../../domain/time/moment.ts';
import { useFormats } from '../../../i18n/use-language.ts';
import { Timeline, type TimelineItem } from '../../../ui/timeline.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { UserText } from '../../../ui/user-text.tsx';
import type { Names } from '../use-names.ts';
import styles from './case.module.css';
import { EntryDetails } from './entry-details.tsx';
import { iconOf } from './entry-icons.ts';

// i18n-keys: codes:log.*

export interface StoryProps {
  readonly view: CaseView;
  readonly names: Names;
}

/** Who complains was noted in the same breath as the complaint: that is no news. */
const isNews = ({ event }: LogEntry, first: LogEntry | undefined): boolean =>
  event.kind !== 'partyChanged' ||
  first === undefined ||
  event.after.length !== 1 ||
  event.after[0] !== eventUuidOf(first.event._id);

/** All that happened, the newest at the bottom. What had no effect stands there too, and why. */
export function Story({ view, names }: StoryProps) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { complaint } = view;
  const formats = useFormats(names.zoneOf(complaint.branch));
  const unsynced = new Set<string>(view.unsynced);
  const [first] = complaint.log;
  const whenOf = ({ event }: LogEntry): string => {
    if (event.kind === 'received') return formats.near(complaint.received, now);
    const { on } = event.data;
    return formats.near(v.is(moment, on) ? on : stampMs(event.at), now);
  };
  const withoutText = (reason: string): string => {
    const key = `codes:${reason}`;
    // Reasons are stable codes; a newer server may know more of them.
    return i18n.exists(key) ? t(key as 'codes:log.unknownKind') : t('codes:log.unknownKind');
  };
  const items = complaint.log
    .filter((entry) => isNews(entry, first))
    .map((entry): TimelineItem => {
      const { event, without } = entry;
      const kind = isEventKind(event.kind) ? event.kind : null;
      const text = event.body?.text;
      const said = typeof text === 'string' && text.trim() !== '' ? text : null;
      const spoken = kind === 'received' || kind === 'note';
      const backdated = event.admitted?.flags.includes('backdated') === true;
      return {
        id: event._id,
        icon: iconOf(kind),
        tone: without !== null ? 'warn' : kind === 'received' ? 'brand' : 'plain',
        without: without !== null,
        text: (
          <div className={styles.entry}>
            {!(spoken && said !== null) && (
              <div className={styles.label}>
                <b>{t(`codes:event.${kind ?? 'unknown'}`)}</b>
                {kind !== null && without !== 'log.malformed' && (
                  <EntryDetails event={event} kind={kind} names={names} />
                )}
              </div>
            )}
            {said !== null && (
              <UserText lang={kind === 'received' ? (complaint.language ?? undefined) : undefined}>
                {said}
              </UserText>
            )}
          </div>
        ),
        meta: [
          event.admitted?.role === 'source' ? t('codes:role.source') : names.person(event.by),
          whenOf(entry),
          unsynced.has(eventUuidOf(event._id)) && <b key="unsynced">{t('complaints:marks.unsynced')}</b>,
          without !== null && <b key="without">{withoutText(without)}</b>,
          backdated && t('errors:admission.backdated'),
        ],
      };
    });
  return <Timeline label={t('complaints:case.story')} items={items} />;
}
