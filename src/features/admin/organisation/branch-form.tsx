import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { BranchDoc } from '../../../domain/registry.ts';
import { textIn } from '../../../domain/survey/localized.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { Select } from '../../../ui/select.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import { CodeField } from '../forms/code-field.tsx';
import { FormPage } from '../forms/form-page.tsx';
import { LocalizedField } from '../forms/localized-field.tsx';
import { tidyNames } from '../forms/localized.ts';
import { Meanwhile } from '../forms/meanwhile.tsx';
import { saveOver } from '../forms/save-over.ts';
import { freeCode } from '../forms/slug.ts';
import { useEditing } from '../forms/use-editing.ts';
import { useForm } from '../forms/use-form.ts';
import { call, refused } from '../server/call.ts';
import type { Organisation } from './use-organisation.ts';

export interface BranchFormProps {
  /** null: a new one */
  readonly branch: BranchDoc | null;
  /** where a new one is, when that is known */
  readonly region: string | undefined;
  readonly organisation: Organisation;
  readonly back: string;
}

const draftOf = ({ name, region, closed }: BranchDoc) => ({ name, region: region as string, closed });

export function BranchForm({ branch, region, organisation, back }: BranchFormProps) {
  const { t } = useTranslation();
  const { code: language } = useLanguage();
  const toast = useToast();
  const [, navigate] = useLocation();
  const [typedCode, setTypedCode] = useState<string | null>(null);
  const { regions } = organisation;
  const only = regions.length === 1 ? regions[0]?.doc.region : undefined;
  const editing = useEditing(
    branch === null
      ? { name: { default: '' }, region: region ?? only ?? '', closed: false }
      : draftOf(branch),
    branch?._rev ?? '',
  );
  const labels = {
    name: t('admin:branches.name'),
    region: t('admin:branches.region'),
    closed: t('admin:branches.closed'),
  };
  const form = useForm({
    name: 'branch',
    fields: { ...labels, id: t('admin:codeField.label') },
    codes: { 'admin.codeTaken': 'id' },
  });
  const { values, set } = editing;
  const taken = new Set<string>(organisation.data?.branches.map((one) => one.branch));
  const code = branch?.branch ?? typedCode ?? freeCode(values.name.default, 'branch', taken);
  const regionName = (id: string): string => regions.find(({ doc }) => doc.region === id)?.name ?? id;

  const read = async () => {
    const doc = (await organisation.reload())?.branches.find((one) => one.branch === code);
    return doc === undefined ? null : { values: draftOf(doc), version: doc._rev ?? '' };
  };
  const put = (seen: string) =>
    call<BranchDoc>('PUT', `/api/admin/branches/${encodeURIComponent(code)}`, {
      body: { ...values, name: tidyNames(values.name) },
      seen,
    });
  const save = async (): Promise<void> => {
    const amiss = values.region === '' ? [{ field: 'region', rule: 'required' }] : [];
    const unnamed = values.name.default.trim() === '' ? [{ field: 'name', rule: 'required' }] : [];
    const saved = await form.send([...unnamed, ...amiss], async () => {
      if (branch !== null) return saveOver(editing, put, read);
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
      title={branch === null ? t('admin:branches.new') : textIn(branch.name, language)}
      back={back}
      form={form}
      submit={branch === null ? t('admin:branches.add') : t('common:actions.save')}
      onSubmit={() => void save()}
    >
      <Meanwhile
        editing={editing}
        labels={labels}
        show={(field, draft) => {
          if (field === 'name') return textIn(draft.name, language);
          if (field === 'region') return regionName(draft.region);
          return draft.closed ? t('admin:branches.isClosed') : t('admin:branches.isOpen');
        }}
      />
      <LocalizedField
        {...form.field('name')}
        autoFocus={branch === null}
        label={t('admin:branches.name')}
        help={t('admin:branches.nameHelp')}
        value={values.name}
        onChange={(name) => set({ name })}
      />
      <CodeField {...form.field('id')} value={code} onChange={branch === null ? setTypedCode : undefined} />
      <Select
        {...form.field('region')}
        label={t('admin:branches.region')}
        help={t('admin:branches.regionHelp')}
        placeholder={t('admin:form.choose')}
        options={regions.map(({ doc, name }) => ({ value: doc.region, label: name }))}
        value={values.region}
        onChange={(id) => set({ region: id })}
      />
      {branch !== null && (
        <Checkbox
          label={t('admin:branches.close')}
          help={t('admin:branches.closeHelp')}
          checked={values.closed}
          onChange={(closed) => set({ closed })}
        />
      )}
    </FormPage>
  );
}
