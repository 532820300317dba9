import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { COMPLAINTS } from './places.ts';
import { emptyRecord } from './record/record-draft.ts';
import { RecordForm } from './record/record-form.tsx';
import { Recorded } from './record/recorded.tsx';
import { useBranches } from './use-branches.ts';
import { useDraft } from './use-draft.ts';

/** `/complaints/new`: a complaint is written down. What is typed is on disk at every pause, and there when one comes back. */
export default function NewPage() {
  const { t } = useTranslation();
  const [, navigate] = useLocation();
  const branches = useBranches();
  const draft = useDraft('complaint:new', emptyRecord);
  const [recorded, setRecorded] = useState<{ readonly id: string; readonly reference: string } | null>(null);
  if (recorded !== null) return <Recorded {...recorded} onNext={() => setRecorded(null)} />;
  if (draft.value === null || branches.length === 0)
    return (
      <Page focused title={t('complaints:record.title')} onLeave={() => navigate(COMPLAINTS)}>
        <Loading />
      </Page>
    );
  return (
    <RecordForm
      draft={draft}
      value={draft.value}
      branches={branches}
      onLeave={() => navigate(COMPLAINTS)}
      onRecorded={setRecorded}
    />
  );
}
