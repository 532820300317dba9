import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../data/api.ts';
import { isDate } from '../../domain/time/moment.ts';
import { formatsOf } from '../../i18n/formats.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import type { Tone } from '../../ui/chip.tsx';
import { nearness } from './due.ts';

export type Due = Pick<NonNullable<CaseRow['due']>, 'what' | 'by'>;
export interface DueText {
  readonly text: string;
  readonly tone: Tone;
  readonly late: boolean;
}

/** @returns what is to be done by when, in words: "Respond, 1 day late", "Acknowledge by 16:30" */
export function useDueText(): (due: Due, now: number, timeZone: string | undefined) => DueText {
  const { t } = useTranslation();
  const language = useLanguage();
  return ({ what, by }, now, timeZone) => {
    const formats = formatsOf(language, timeZone);
    const near = nearness(by, now, timeZone);
    switch (near.kind) {
      case 'late':
        return {
          text:
            near.days === 0
              ? t(`complaints:due.${what}.since`, { time: formats.time(by) })
              : t(`complaints:due.${what}.late`, { count: near.days }),
          tone: 'bad',
          late: true,
        };
      case 'today':
        return {
          text: isDate(by)
            ? t(`complaints:due.${what}.today`)
            : t(`complaints:due.${what}.by`, { when: formats.time(by) }),
          tone: 'warn',
          late: false,
        };
      case 'week':
      case 'later':
        return {
          text: t(`complaints:due.${what}.by`, { when: formats.near(by, now) }),
          tone: 'plain',
          late: false,
        };
    }
  };
}
