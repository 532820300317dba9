import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrganisationDoc } from '../../../domain/registry.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import { FormTrouble } from '../forms/form-trouble.tsx';
import formStyles from '../forms/form-page.module.css';
import { Meanwhile } from '../forms/meanwhile.tsx';
import { PickerField } from '../forms/picker-field.tsx';
import { saveOver } from '../forms/save-over.ts';
import { useEditing } from '../forms/use-editing.ts';
import { useForm } from '../forms/use-form.ts';
import { call } from '../server/call.ts';
import { Unread } from '../server/unread.tsx';
import { currencyName, currencyOptions } from './currencies.ts';
import { NextSteps } from './next-steps.tsx';
import type { PartProps } from './part-props.ts';

const draftOf = (doc: OrganisationDoc | null, currency: string) => ({
  name: doc?.name ?? '',
  currency: doc?.currency ?? currency,
});

/** The organisation itself, and first of all what a new one still lacks. */
export function GeneralPart({ organisation, data, nav }: PartProps) {
  const { t } = useTranslation();
  const { intl } = useLanguage();
  const id = useId();
  const toast = useToast();
  const doc = data.organisation;
  const editing = useEditing(draftOf(doc, organisation.currency), doc?._rev ?? '');
  const labels = { name: t('admin:organisation.name'), currency: t('admin:organisation.currency') };
  const form = useForm({ name: 'organisation', fields: labels });
  const { values, set, changed } = editing;

  const read = async () => {
    const now = (await organisation.reload())?.organisation;
    return now ? { values: draftOf(now, organisation.currency), version: now._rev ?? '' } : null;
  };
  const put = (seen: string) =>
    call<OrganisationDoc>('PUT', '/api/admin/organisation', {
      body: { ...values, name: values.name.trim() },
      seen,
    });
  const save = async (): Promise<void> => {
    const saved = await form.send([], () => saveOver(editing, put, read));
    if (saved === null) return;
    editing.settle(draftOf(saved, saved.currency), saved._rev ?? '');
    await organisation.reload();
    toast({ text: t('admin:form.saved', { name: saved.name }) });
  };

  return (
    <Page
      title={t('admin:organisation.title')}
      lead={nav}
      bottom={
        changed.length === 0 ? undefined : (
          <Button type="submit" form={id} disabled={form.busy}>
            {form.busy ? t('admin:form.saving') : t('common:actions.save')}
          </Button>
        )
      }
    >
      <Unread from={[organisation]} />
      {doc?.demo === true && (
        <Notice title={t('admin:organisation.demo')}>{t('admin:organisation.demoText')}</Notice>
      )}
      <NextSteps data={data} />
      <form
        id={id}
        noValidate
        className={formStyles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <FormTrouble form={form} />
        <Meanwhile
          editing={editing}
          labels={labels}
          show={(field, draft) => (field === 'name' ? draft.name : currencyName(draft.currency, intl))}
        />
        <TextField
          {...form.field('name')}
          autoComplete="organization"
          maxLength={120}
          label={t('admin:organisation.name')}
          help={t('admin:organisation.nameHelp')}
          value={values.name}
          onChange={(name) => set({ name })}
        />
        <PickerField
          {...form.field('currency')}
          label={t('admin:organisation.currency')}
          help={t('admin:organisation.currencyHelp')}
          value={values.currency}
          shown={t('admin:organisation.currencyShown', {
            name: currencyName(values.currency, intl),
            code: values.currency,
          })}
          options={() => currencyOptions(values.currency, intl)}
          onChange={(currency) => set({ currency })}
        />
      </form>
    </Page>
  );
}
