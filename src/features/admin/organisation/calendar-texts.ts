import { useTranslation } from 'react-i18next';
import type { WorkingCalendar } from '../../../domain/time/calendar.ts';
import { useFormats, useLanguage } from '../../../i18n/use-language.ts';
import { weekOf, weekdayName } from './weekdays.ts';

export interface CalendarTexts {
  readonly days: (workdays: WorkingCalendar['workdays']) => string;
  readonly hours: (hours: WorkingCalendar['hours']) => string;
  readonly holidays: (holidays: readonly string[]) => string;
}

/** @returns how a working calendar is said in words */
export function useCalendarTexts(): CalendarTexts {
  const { t } = useTranslation();
  const formats = useFormats();
  const { intl } = useLanguage();
  return {
    days: (workdays) => {
      const days = weekOf(intl).filter((day) => workdays.includes(day));
      return days.length === 7
        ? t('admin:calendar.everyDay')
        : formats.list(days.map((day) => weekdayName(day, intl, 'short')));
    },
    hours: ({ from, to }) => t('admin:calendar.fromTo', { from, to }),
    holidays: (holidays) =>
      holidays.length > 3
        ? t('admin:calendar.holidayCount', { count: holidays.length })
        : formats.list(holidays.map((date) => formats.date(date))),
  };
}
