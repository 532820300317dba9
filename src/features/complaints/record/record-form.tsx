import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SaveProblem } from '../../../data/api.ts';
import { useData, useProfile } from '../../../data/context.ts';
import { MAX_TEXT } from '../../../domain/signed.ts';
import { useProblemText } from '../../../i18n/problem-text.ts';
import { Button } from '../../../ui/button.tsx';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import { useNow } from '../../../ui/use-now.ts';
import { todayAt } from '../due.ts';
import { RemediesField } from '../remedies-field.tsx';
import type { NamedBranch } from '../use-branches.ts';
import type { Draft } from '../use-draft.ts';
import { useNames } from '../use-names.ts';
import { CategoryField } from './category-field.tsx';
import { DraftChip } from './draft-chip.tsx';
import { lastBranch, rememberBranch } from './last-branch.ts';
import { HappenedField } from './happened-field.tsx';
import { MoreFields } from './more-fields.tsx';
import { PartyFields } from './party-fields.tsx';
import { emptyRecord, newComplaint, recordErrors, type RecordDraft } from './record-draft.ts';
import styles from './record.module.css';

export interface RecordFormProps {
  readonly draft: Draft<RecordDraft>;
  readonly value: RecordDraft;
  /** where the reader may record; at least one */
  readonly branches: readonly NamedBranch[];
  readonly onLeave: () => void;
  readonly onRecorded: (recorded: { readonly id: string; readonly reference: string }) => void;
}

const FIELDS = Object.keys(emptyRecord) as readonly (keyof RecordDraft)[];
const isField = (field: string | undefined): field is keyof RecordDraft =>
  FIELDS.some((one) => one === field);

export function RecordForm({ draft, value, branches, onLeave, onRecorded }: RecordFormProps) {
  const { t } = useTranslation();
  const data = useData();
  const { account } = useProfile();
  const toast = useToast();
  const texts = useProblemText();
  const names = useNames();
  const now = useNow();
  const [attempt, setAttempt] = useState(0);
  const [problem, setProblem] = useState<SaveProblem | null>(null);
  const busy = useRef(false);

  const wanted = [value.branch, lastBranch(account), branches.length === 1 ? branches[0]?.id : null];
  const branch = wanted.find((one) => branches.some(({ id }) => id === one)) ?? '';
  const filled: RecordDraft = { ...value, branch };
  const timeZone = names.zoneOf(branch);
  const today = todayAt(now, timeZone);
  const change = (next: Partial<RecordDraft>): void => draft.change({ ...filled, ...next });

  const amiss = attempt === 0 ? {} : recordErrors(filled, { now, timeZone });
  const errorOf = (field: keyof RecordDraft): string | undefined => {
    const found = amiss[field];
    if (found === 'missing')
      return field === 'branch' ? t('complaints:record.branchMissing') : t('complaints:record.textMissing');
    if (found === 'future') return t('complaints:record.future');
    if (found === 'noMoment') return t('complaints:record.noMoment');
    return problem?.field === field && problem.rule !== undefined
      ? texts.ofRule({ rule: problem.rule })
      : undefined;
  };
  const errors = FIELDS.flatMap((field) => {
    const message = errorOf(field);
    return message === undefined ? [] : [{ id: `record-${field}`, message }];
  });

  const save = async (): Promise<void> => {
    if (busy.current) return;
    const moment = { now: Date.now(), timeZone };
    if (Object.keys(recordErrors(filled, moment)).length > 0) {
      setAttempt(attempt + 1);
      return setProblem(null);
    }
    // Nothing is drawn before the answer: it would wait for that, on a slow phone as long as for the disk.
    busy.current = true;
    const saved = await data.api.record(newComplaint(filled, moment));
    busy.current = false;
    if (!saved.ok) {
      setAttempt(attempt + 1);
      return setProblem(saved);
    }
    rememberBranch(account, filled.branch);
    // Only now: had it been dropped before, a failure would have taken what was typed.
    await draft.drop();
    onRecorded({ id: saved.id, reference: saved.reference });
  };

  const discard = (): void => {
    setAttempt(0);
    void draft.drop();
    toast({ text: t('complaints:draft.discarded'), undo: () => draft.change(filled) });
  };

  return (
    <Page
      focused
      title={t('complaints:record.title')}
      onLeave={onLeave}
      aside={<DraftChip state={draft.state} />}
      bottom={<Button onClick={() => void save()}>{t('common:actions.save')}</Button>}
    >
      <div className={styles.form}>
        <ErrorSummary errors={errors} attempt={attempt} />
        {problem !== null && !isField(problem.field) && (
          <Notice live tone="bad" title={texts.ofSaving(problem)}>
            {t('complaints:record.kept')}
          </Notice>
        )}
        <TextArea
          id="record-text"
          label={t('complaints:record.text')}
          personal
          autoFocus
          rows={4}
          limit={MAX_TEXT}
          error={errorOf('text')}
          value={filled.text}
          onChange={(text) => change({ text })}
        />
        {branches.length > 1 && (
          <Select
            id="record-branch"
            label={t('complaints:record.branch')}
            error={errorOf('branch')}
            value={branch}
            onChange={(chosen) => change({ branch: chosen })}
            placeholder={t('complaints:record.chooseBranch')}
            options={branches.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <CategoryField
          id="record-category"
          value={filled.category}
          onChange={(category) => change({ category })}
        />
        <RemediesField
          id="record-wanted"
          label={t('complaints:record.wanted')}
          values={filled.wanted}
          onChange={(wanted) => change({ wanted })}
        />
        <div className={styles.group}>
          <PartyFields prefix="record" values={filled} onChange={change} errorOf={errorOf} />
        </div>
        <div className={styles.group}>
          <HappenedField
            id="record-happened"
            value={filled.happened}
            onChange={(happened) => change({ happened })}
            today={today}
            error={errorOf('happened')}
          />
        </div>
        <details className={styles.more} open={filled.earlier || undefined}>
          <summary>
            {t('complaints:record.details')}
            <Icon name="chevron" />
          </summary>
          <div className={styles.group}>
            <MoreFields draft={filled} onChange={change} errorOf={errorOf} />
          </div>
        </details>
        {draft.state !== 'untouched' && (
          <div>
            <Button kind="plain" icon="trash" onClick={discard}>
              {t('complaints:draft.discard')}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}
