import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { OrganisationState } from '../../../../server/contract/organisation.ts';
import type { RegionDoc } from '../../../domain/registry.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { textIn } from '../../../domain/survey/localized.ts';
import { MultiChoiceChips } from '../../../ui/choice-chips.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import { CodeField } from '../forms/code-field.tsx';
import { FormPage } from '../forms/form-page.tsx';
import { LocalizedField } from '../forms/localized-field.tsx';
import { tidyNames } from '../forms/localized.ts';
import { Meanwhile } from '../forms/meanwhile.tsx';
import { PickerField } from '../forms/picker-field.tsx';
import { saveOver } from '../forms/save-over.ts';
import { freeCode } from '../forms/slug.ts';
import { useEditing } from '../forms/use-editing.ts';
import { useForm } from '../forms/use-form.ts';
import { call, refused } from '../server/call.ts';
import { useCalendarTexts } from './calendar-texts.ts';
import { HolidaysField } from './holidays-field.tsx';
import { HoursField } from './hours-field.tsx';
import { newRegion, regionDraft, regionInputOf } from './region-draft.ts';
import { ownTimeZone, timeZoneName, timeZoneOptions } from './time-zones.ts';
import type { Organisation } from './use-organisation.ts';
import { weekOf, weekdayName } from './weekdays.ts';

export interface RegionFormProps {
  /** null: a new one */
  readonly region: RegionDoc | null;
  readonly organisation: Organisation;
  readonly back: string;
}

export function RegionForm({ region, organisation, back }: RegionFormProps) {
  const { t } = useTranslation();
  const { intl, code: language } = useLanguage();
  const toast = useToast();
  const [, navigate] = useLocation();
  const calendar = useCalendarTexts();
  const [typedCode, setTypedCode] = useState<string | null>(null);
  const editing = useEditing(
    region === null ? newRegion(ownTimeZone()) : regionDraft(region),
    region?._rev ?? '',
  );
  const labels = {
    name: t('admin:regions.name'),
    timeZone: t('admin:calendar.timeZone'),
    workdays: t('admin:calendar.workdays'),
    hours: t('admin:calendar.hours'),
    holidays: t('admin:calendar.holidays'),
  };
  const form = useForm({
    name: 'region',
    fields: {
      name: labels.name,
      id: t('admin:codeField.label'),
      'calendar.timeZone': labels.timeZone,
      'calendar.workdays': labels.workdays,
      'calendar.hours': labels.hours,
      'calendar.holidays': labels.holidays,
    },
    codes: { 'admin.codeTaken': 'id' },
  });
  const { values, set } = editing;
  const taken = new Set<string>(organisation.data?.regions.map((one) => one.region));
  const code = region?.region ?? typedCode ?? freeCode(values.name.default, 'region', taken);

  const read = async () => {
    const state: OrganisationState | null = await organisation.reload();
    const doc = state?.regions.find((one) => one.region === code);
    return doc === undefined ? null : { values: regionDraft(doc), version: doc._rev ?? '' };
  };
  const put = (seen: string) =>
    call<RegionDoc>('PUT', `/api/admin/regions/${encodeURIComponent(code)}`, {
      body: regionInputOf(values, region?.calendar),
      seen,
    });
  const save = async (): Promise<void> => {
    const saved = await form.send([], async () => {
      if (region !== null) return saveOver(editing, put, read);
      const outcome = await put('');
      const isTaken = !outcome.ok && outcome.problem.code === 'organisation.changedMeanwhile';
      return isTaken ? refused('admin.codeTaken') : outcome;
    });
    if (saved === null) return;
    await organisation.reload();
    toast({ text: t('admin:form.saved', { name: textIn(tidyNames(values.name), language) }) });
    navigate(back);
  };

  return (
    <FormPage
      title={region === null ? t('admin:regions.new') : textIn(region.name, language)}
      back={back}
      form={form}
      submit={region === null ? t('admin:regions.add') : t('common:actions.save')}
      onSubmit={() => void save()}
    >
      <Meanwhile
        editing={editing}
        labels={labels}
        show={(field, draft) => {
          if (field === 'name') return textIn(draft.name, language);
          if (field === 'timeZone') return timeZoneName(draft.timeZone, intl);
          if (field === 'workdays') return calendar.days(draft.workdays);
          return field === 'hours' ? calendar.hours(draft.hours) : calendar.holidays(draft.holidays);
        }}
      />
      <LocalizedField
        {...form.field('name')}
        autoFocus={region === null}
        label={t('admin:regions.name')}
        help={t('admin:regions.nameHelp')}
        value={values.name}
        onChange={(name) => set({ name })}
      />
      <CodeField {...form.field('id')} value={code} onChange={region === null ? setTypedCode : undefined} />
      <PickerField
        {...form.field('calendar.timeZone')}
        label={t('admin:calendar.timeZone')}
        help={t('admin:calendar.timeZoneHelp')}
        value={values.timeZone}
        shown={t('admin:calendar.zoneAndName', {
          zone: values.timeZone.replaceAll('_', ' '),
          name: timeZoneName(values.timeZone, intl),
        })}
        options={() => timeZoneOptions(values.timeZone, intl)}
        recent={[ownTimeZone()]}
        onChange={(timeZone) => set({ timeZone })}
      />
      <MultiChoiceChips
        {...form.field('calendar.workdays')}
        label={t('admin:calendar.workdays')}
        help={t('admin:calendar.workdaysHelp')}
        options={weekOf(intl).map((day) => ({ value: String(day), label: weekdayName(day, intl, 'long') }))}
        values={values.workdays.map(String)}
        onChange={(days) => set({ workdays: days.map(Number).toSorted((a, b) => a - b) })}
      />
      <HoursField
        field={form.field('calendar.hours')}
        value={values.hours}
        onChange={(hours) => set({ hours })}
      />
      <HolidaysField
        field={form.field('calendar.holidays')}
        value={values.holidays}
        onChange={(holidays) => set({ holidays })}
      />
    </FormPage>
  );
}
