import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { textIn } from '../../../domain/survey/localized.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { Select } from '../../../ui/select.tsx';
import { ActSheet, type SheetProps } from './act-sheet.tsx';

export function TransferSheet({ view, names, onClose }: SheetProps) {
  const { t } = useTranslation();
  const { code } = useLanguage();
  const [branch, setBranch] = useState('');
  const { regions = [], branches = [] } = names.registry ?? {};
  const id = 'transfer-branch';
  const chosen = branches.find((one) => one.branch === branch);
  return (
    <ActSheet
      act="transfer"
      title={t('complaints:act.transfer')}
      view={view}
      onClose={onClose}
      text={{ label: t('complaints:transfer.text') }}
      make={(body) =>
        chosen === undefined
          ? { errors: [{ id, message: t('complaints:transfer.missing') }] }
          : {
              events: [
                { kind: 'transferred', data: { branch: chosen.branch, region: chosen.region }, ...body },
              ],
            }
      }
    >
      {(errorOf) => (
        <Select
          id={id}
          label={t('complaints:transfer.to')}
          error={errorOf(id)}
          value={branch}
          onChange={setBranch}
          placeholder={t('complaints:record.chooseBranch')}
          options={regions.map((region) => ({
            label: textIn(region.name, code),
            options: branches
              .filter(
                (one) => one.region === region.region && !one.closed && one.branch !== view.complaint.branch,
              )
              .map((one) => ({ value: one.branch as string, label: names.branch(one.branch) })),
          }))}
        />
      )}
    </ActSheet>
  );
}
