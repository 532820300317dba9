import { useTranslation } from 'react-i18next';
import * as v from 'valibot';
import type { CaseView } from '../../../data/api.ts';
import type { LogEntry } from '../../../domain/complaint.ts';
import { isEventKind } from '../../../domain/events/data.ts';
import { stampMs } from '../../../domain/hlc.ts';
import { eventUuidOf } from '../../../domain/ids.ts';
import { moment } from '../../../domain/time/moment.ts';
import { useFormats } from '../../../i18n/use-language.ts';
import { Button } from '../../../ui/button.tsx';
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
  /** of a long log more is to be read */
  readonly onEarlier: () => void;
}

/** Who complains was noted in the same breath as the complaint: that is no news. */
const isNews = ({ event }: LogEntry, first: LogEntry | undefined): boolean =>
  event.kind !== 'partyChanged' ||
  first === undefined ||
  event.after.length !== 1 ||
  event.after[0] !== eventUuidOf(first.event._id);

/**
 * All that happened, the newest at the bottom. What had no effect stands there too, and why. Of a long log the receipt and
 * the end, and between them as much as was asked for.
 */
export function Story({ view, names, onEarlier }: StoryProps) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { complaint } = view;
  const formats = useFormats(names.zoneOf(complaint.branch));
  const unsynced = new Set<string>(view.unsynced);
  const log = [...view.earlier, ...complaint.log];
  const root = complaint.earlier === undefined ? undefined : { event: complaint.earlier.root, without: null };
  const first = root ?? log[0];
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
  const itemsOf = (entries: readonly LogEntry[]): TimelineItem[] =>
    entries
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
  const label = t('complaints:case.story');
  if (view.unshown === 0 || root === undefined) return <Timeline label={label} items={itemsOf(log)} />;
  return (
    <>
      <Timeline label={label} items={itemsOf([root])} />
      <Button kind="quiet" onClick={onEarlier}>
        {t('complaints:case.earlier')}
      </Button>
      <Timeline label={label} items={itemsOf(log)} />
    </>
  );
}
