import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuarantinedItem } from '../../../server/contract/sync.ts';
import type { Registry } from '../../data/api.ts';
import { quarantines } from '../../domain/admission/codes.ts';
import { eventKinds } from '../../domain/events/data.ts';
import { useFormats } from '../../i18n/use-language.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { MetaList } from '../../ui/meta-list.tsx';
import { Notice } from '../../ui/notice.tsx';
import type { Names } from './names.ts';
import type { Decision } from './use-quarantine.ts';

export interface QuarantineItemProps {
  readonly item: QuarantinedItem;
  readonly registry: Registry | undefined;
  readonly names: Names;
  readonly now: number;
  /** @returns null: decided; else a stable code */
  readonly onDecide: (decision: Decision) => Promise<string | null>;
}

/** One record that waits: what it is, who made it, when it came, why it waits, and what to do with it. */
export function QuarantineItem({ item, registry, names, now, onDecide }: QuarantineItemProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [asking, setAsking] = useState<Decision | null>(null);
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const reason = quarantines.find((one) => one === item.reason);
  const kind = eventKinds.find((one) => one === item.kind);
  const author = registry?.people.find(({ person }) => person === item.person)?.name;
  const what =
    kind === undefined
      ? item.type === 'response'
        ? t('reports:quarantine.response')
        : t('reports:quarantine.record')
      : t('reports:quarantine.entry', { kind: t(`codes:event.${kind}`) });
  const confirm = async (decision: Decision): Promise<void> => {
    setWorking(true);
    const failed = await onDecide(decision);
    setWorking(false);
    setAsking(null);
    setProblem(failed);
  };
  return (
    <Card heading={what}>
      <p>
        {reason === undefined
          ? t('reports:quarantine.reason.other')
          : t(`reports:quarantine.reason.${reason.replace('quarantine.', '') as ShortReason}`)}
      </p>
      <MetaList
        items={[
          author ??
            (item.person === null ? t('reports:quarantine.noPerson') : t('reports:quarantine.unknownPerson')),
          item.branch !== null && names.branch(item.branch),
          t('reports:quarantine.arrived', { time: formats.dateTime(item.seen) }),
          formats.relative(item.seen, now),
        ]}
      />
      {problem !== null && (
        <Notice
          live
          tone="bad"
          title={
            problem === 'quarantine.noComplaint'
              ? t('reports:quarantine.stillNone')
              : t('reports:quarantine.failed')
          }
        >
          {t('reports:quarantine.nothingChanged')}
        </Notice>
      )}
      <div className="row">
        <Button small onClick={() => setAsking('admit')}>
          {t('reports:quarantine.admit')}
        </Button>
        <Button small kind="quiet" onClick={() => setAsking('setAside')}>
          {t('reports:quarantine.setAside')}
        </Button>
      </div>
      {asking !== null && (
        <Dialog
          open
          onClose={() => setAsking(null)}
          title={asking === 'admit' ? t('reports:quarantine.askAdmit') : t('reports:quarantine.askSetAside')}
          actions={
            <>
              <Button kind="quiet" onClick={() => setAsking(null)}>
                {t('common:actions.cancel')}
              </Button>
              <Button
                kind={asking === 'admit' ? 'primary' : 'danger'}
                disabled={working}
                onClick={() => void confirm(asking)}
              >
                {asking === 'admit' ? t('reports:quarantine.admit') : t('reports:quarantine.setAside')}
              </Button>
            </>
          }
        >
          <p>{what}</p>
          <p>
            {asking === 'admit' ? t('reports:quarantine.willAdmit') : t('reports:quarantine.willSetAside')}
          </p>
        </Dialog>
      )}
    </Card>
  );
}

type ShortReason = (typeof quarantines)[number] extends `quarantine.${infer Rest}` ? Rest : never;
