import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseRow } from '../../../data/api.ts';
import { Chip } from '../../../ui/chip.tsx';
import { ListCard } from '../../../ui/list-card.tsx';
import { Reference } from '../../../ui/reference.tsx';
import { Steps } from '../../../ui/steps.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import { DueChip } from '../due-chip.tsx';
import { complaintPath } from '../places.ts';
import { stepsDone } from '../step-labels.ts';
import type { Names } from '../use-names.ts';

export interface CaseCardProps {
  readonly row: CaseRow;
  readonly names: Names;
  /** of the steps, the same for every card of a list */
  readonly labels: readonly string[];
  /** where the list is of several branches */
  readonly showBranch: boolean;
}

export const CaseCard = memo(function CaseCard({ row, names, labels, showBranch }: CaseCardProps) {
  const { t } = useTranslation();
  const { wanted, severity, safety, contested, unsynced, assignee, due, closed } = row;
  const category = names.category(row.category);
  // An import may bring no words: then what it is about names it.
  const title = row.text === '' ? category.at(-1) : row.text;
  const about = row.text === '' ? category.at(-2) : category.at(-1);
  return (
    <ListCard
      href={complaintPath(row.id)}
      top={<Reference code={row.reference} />}
      due={
        due !== null ? (
          <DueChip due={due} timeZone={names.zoneOf(row.branch)} />
        ) : (
          closed && <Chip>{t('codes:step.closed')}</Chip>
        )
      }
      title={title === undefined ? t('complaints:list.noText') : <UserText>{title}</UserText>}
      marks={
        <>
          {safety && (
            <Chip tone="bad" icon="alert">
              {t('complaints:marks.safety')}
            </Chip>
          )}
          {(severity === 'critical' || severity === 'serious') && (
            <Chip tone={severity === 'critical' ? 'bad' : 'warn'}>{t(`codes:severity.${severity}`)}</Chip>
          )}
          {contested && (
            <Chip tone="warn" icon="alert">
              {t('complaints:marks.contested')}
            </Chip>
          )}
        </>
      }
      meta={[
        showBranch && names.branch(row.branch),
        about,
        wanted[0] !== undefined && t(`complaints:wants.${wanted[0]}`),
        assignee !== null && names.person(assignee),
        unsynced > 0 && <b key="unsynced">{t('complaints:marks.unsynced')}</b>,
      ]}
      end={<Steps compact labels={labels} done={stepsDone(row.step)} />}
    />
  );
});
