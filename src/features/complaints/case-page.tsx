import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useData } from '../../data/context.ts';
import { useLive } from '../../data/live.ts';
import { Card } from '../../ui/card.tsx';
import { Chip } from '../../ui/chip.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Page } from '../../ui/page.tsx';
import { Reference } from '../../ui/reference.tsx';
import { UserText } from '../../ui/user-text.tsx';
import { Sheet } from './acts/sheet.tsx';
import { CaseBar } from './case/case-bar.tsx';
import { CaseHeader } from './case/case-header.tsx';
import { ContestedFields } from './case/contested-fields.tsx';
import { dueOf } from './case/due-of.ts';
import { Handler } from './case/handler.tsx';
import { MoreActs } from './case/more-acts.tsx';
import { mayDo, nextStep, otherActs, type ActId } from './case/next-step.ts';
import { Complainant } from './case/complainant.tsx';
import { Story } from './case/story.tsx';
import { titleOf } from './case/title.ts';
import { DueChip } from './due-chip.tsx';
import { COMPLAINTS } from './places.ts';
import { useNames } from './use-names.ts';

/** Entries of a long log that are asked for at a time. */
const MORE = 200;

/** `/complaints/<id>`: a complaint as a story, and what is to be done next. */
export default function CasePage({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const data = useData();
  const names = useNames();
  const [act, setAct] = useState<ActId | null>(null);
  const [more, setMore] = useState(false);
  const [earlier, setEarlier] = useState(0);
  const view = useLive(
    data,
    ['complaints', 'registry'],
    (api) => api.complaint(id, earlier),
    `${id} ${earlier}`,
  ).value;

  if (view === undefined || names.registry === null)
    return (
      <Page focused title={t('complaints:case.title')} back={COMPLAINTS}>
        <Loading />
      </Page>
    );
  if (view === null)
    return (
      <Page focused title={t('complaints:case.title')} back={COMPLAINTS}>
        <EmptyState icon="search" title={t('complaints:case.gone')}>
          {t('complaints:case.goneText')}
        </EmptyState>
      </Page>
    );
  const { complaint } = view;
  const next = nextStep(view);
  const others = otherActs(view, next);
  const due = dueOf(complaint);
  const title = titleOf(complaint.text ?? names.category(complaint.category).at(-1) ?? '');
  return (
    <Page
      focused
      raised
      title={complaint.reference}
      heading={title === '' ? t('complaints:list.noText') : <UserText>{title}</UserText>}
      back={COMPLAINTS}
      above={<Reference code={complaint.reference} />}
      aside={
        <>
          {due !== null && <DueChip due={due} timeZone={names.zoneOf(complaint.branch)} />}
          {complaint.closed !== null && <Chip tone="ok">{t('codes:step.closed')}</Chip>}
        </>
      }
      lead={<CaseHeader view={view} names={names} />}
      bottom={
        view.may.length > 0 && (
          <CaseBar
            view={view}
            names={names}
            next={next}
            onAct={setAct}
            onMore={others.length > 0 ? () => setMore(true) : undefined}
          />
        )
      }
    >
      <ContestedFields view={view} names={names} />
      <Card>
        <Complainant view={view} onEdit={mayDo(view, 'party') ? () => setAct('party') : undefined} />
        <Handler view={view} names={names} />
      </Card>
      <Story view={view} names={names} onEarlier={() => setEarlier(view.earlier.length + MORE)} />
      <MoreActs
        open={more}
        acts={others}
        onClose={() => setMore(false)}
        onAct={(chosen) => {
          setMore(false);
          setAct(chosen);
        }}
      />
      {act !== null && <Sheet act={act} view={view} names={names} onClose={() => setAct(null)} />}
    </Page>
  );
}
