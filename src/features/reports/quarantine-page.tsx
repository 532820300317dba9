import { useTranslation } from 'react-i18next';
import { useRegistry } from '../../data/use-device.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { useToast } from '../../ui/toast-queue.ts';
import { useNow } from '../../ui/use-now.ts';
import { namesIn } from './names.ts';
import { QuarantineItem } from './quarantine-item.tsx';
import { decide, useQuarantine } from './use-quarantine.ts';
import type { Decision } from './use-quarantine.ts';

/** `/quarantine`: what is genuine and yet not for the server to decide. */
export default function QuarantinePage() {
  const { t } = useTranslation();
  const now = useNow();
  const toast = useToast();
  const { items, problem, reload } = useQuarantine();
  const registry = useRegistry();
  const names = namesIn(registry, useLanguage());
  const decideOn = async (id: string, decision: Decision): Promise<string | null> => {
    const failed = await decide(id, decision);
    if (failed === null)
      toast({
        text: decision === 'admit' ? t('reports:quarantine.admitted') : t('reports:quarantine.wasSetAside'),
      });
    // Somebody else may have decided meanwhile.
    await reload();
    return failed;
  };
  return (
    <Page title={t('reports:quarantine.title')} back="/overview">
      <p>{t('reports:quarantine.intro')}</p>
      {problem !== null && (
        <Notice live tone="warn" title={t(`reports:old.${problem}`)}>
          {t('reports:quarantine.online')}
        </Notice>
      )}
      {items === null && problem === null && <Loading />}
      {items?.length === 0 && (
        <EmptyState icon="shield" title={t('reports:quarantine.empty')}>
          {t('reports:quarantine.emptyText')}
        </EmptyState>
      )}
      {items?.map((item) => (
        <QuarantineItem
          key={item.id}
          item={item}
          registry={registry}
          names={names}
          now={now}
          onDecide={(decision) => decideOn(item.id, decision)}
        />
      ))}
    </Page>
  );
}
