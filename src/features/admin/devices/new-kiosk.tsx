import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KioskCode, KioskInput } from '../../../../server/contract/session.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { MultiChoiceChips } from '../../../ui/choice-chips.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Page } from '../../../ui/page.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { FormPage } from '../forms/form-page.tsx';
import { useForm } from '../forms/use-form.ts';
import type { Organisation } from '../organisation/use-organisation.ts';
import { ORGANISATION } from '../places.ts';
import { call } from '../server/call.ts';
import { CodeScreen } from './code-screen.tsx';
import type { DeviceTexts } from './device-texts.ts';

export interface NewKioskProps {
  readonly organisation: Organisation;
  readonly texts: DeviceTexts;
  readonly back: string;
  readonly onAdded: () => void;
}

export function NewKiosk({ organisation, texts, back, onAdded }: NewKioskProps) {
  const { t } = useTranslation();
  const surveys = organisation.data?.surveys ?? [];
  // most have one survey, and one is shown by most kiosks
  const [draft, setDraft] = useState<KioskInput>({
    name: '',
    branch: '',
    surveys: surveys.slice(0, 1).map(({ id }) => id),
  });
  const [code, setCode] = useState<KioskCode | null>(null);
  const form = useForm({
    name: 'kiosk',
    fields: {
      name: t('admin:kiosk.name'),
      branch: t('admin:kiosk.branch'),
      surveys: t('admin:kiosk.surveys'),
    },
  });
  const places = organisation.regions
    .map(({ name, branches }) => ({
      label: name,
      options: branches
        .filter(({ doc }) => !doc.closed)
        .map((one) => ({ value: one.doc.branch as string, label: one.name })),
    }))
    .filter(({ options }) => options.length > 0);

  const save = async (): Promise<void> => {
    const body = { ...draft, name: draft.name.trim() };
    const answer = await form.send([], () => call<KioskCode>('POST', '/api/admin/kiosks', { body }));
    if (answer === null) return;
    setCode(answer);
    onAdded();
  };

  if (code !== null) return <CodeScreen name={draft.name.trim()} code={code} back={back} />;
  if (places.length === 0) {
    return (
      <Page title={t('admin:kiosk.new')} back={back}>
        <EmptyState
          icon="branch"
          title={t('admin:kiosk.noBranch')}
          action={<ButtonLink href={`${ORGANISATION}?part=branches`}>{t('admin:branches.add')}</ButtonLink>}
        >
          {t('admin:kiosk.noBranchText')}
        </EmptyState>
      </Page>
    );
  }
  return (
    <FormPage
      title={t('admin:kiosk.new')}
      back={back}
      form={form}
      submit={t('admin:kiosk.make')}
      onSubmit={() => void save()}
    >
      <TextField
        {...form.field('name')}
        autoFocus
        autoComplete="off"
        maxLength={80}
        label={t('admin:kiosk.name')}
        help={t('admin:kiosk.nameHelp')}
        value={draft.name}
        onChange={(name) => setDraft({ ...draft, name })}
      />
      <Select
        {...form.field('branch')}
        label={t('admin:kiosk.branch')}
        help={t('admin:kiosk.branchHelp')}
        placeholder={t('admin:form.choose')}
        options={places}
        value={draft.branch}
        onChange={(branch) => setDraft({ ...draft, branch })}
      />
      <MultiChoiceChips
        {...form.field('surveys')}
        label={t('admin:kiosk.surveys')}
        help={t('admin:kiosk.surveysHelp')}
        options={surveys.map(({ id }) => ({ value: id, label: texts.survey(id) }))}
        values={draft.surveys}
        onChange={(chosen) => setDraft({ ...draft, surveys: [...chosen] })}
      />
    </FormPage>
  );
}
