import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { HeldItem } from '../../data/api.ts';
import { useData } from '../../data/context.ts';
import { useLive } from '../../data/live.ts';
import { useDeviceStatus } from '../../data/use-device.ts';
import { isEventKind } from '../../domain/events/data.ts';
import { useProblemText } from '../../i18n/problem-text.ts';
import { useFormats } from '../../i18n/use-language.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MetaList } from '../../ui/meta-list.tsx';
import { Page } from '../../ui/page.tsx';
import styles from './account.module.css';
import { download, rescueName } from './rescue.ts';

function Item({ item }: { readonly item: HeldItem }) {
  const { t } = useTranslation();
  const texts = useProblemText();
  const formats = useFormats();
  const { kind, type, complaint, reason, at } = item;
  const what =
    type === 'event' && kind !== null
      ? t(`codes:event.${isEventKind(kind) ? kind : 'unknown'}`)
      : type === 'response'
        ? t('account:held.response')
        : t('account:held.other');
  return (
    <li>
      <b>{what}</b>
      <span>{texts.ofRefusal(reason)}</span>
      <MetaList
        items={[
          formats.dateTime(at),
          complaint !== null && <Link href={`/complaints/${complaint}`}>{t('account:held.open')}</Link>,
        ]}
      />
    </li>
  );
}

/** What the server did not take, and what it doesn't have yet: nothing of it is ever dropped. */
export default function HeldPage() {
  const { t } = useTranslation();
  const data = useData();
  const status = useDeviceStatus();
  const held = useLive(data, ['status', 'complaints'], (api) => api.held(), 'held').value;
  const waiting = status?.waiting ?? 0;
  const rescue = async (): Promise<void> => download(rescueName(Date.now()), await data.api.rescueFile());
  const nothing = held?.length === 0 && waiting === 0;
  return (
    <Page title={t('account:held.title')} back="/account">
      {nothing && (
        <EmptyState icon="check" title={t('account:held.none')}>
          {t('account:held.noneText')}
        </EmptyState>
      )}
      {waiting > 0 && (
        <Card heading={t('account:held.waiting', { count: waiting })}>
          <p>{t('account:held.waitingText')}</p>
        </Card>
      )}
      {held !== undefined && held.length > 0 && (
        <Card heading={t('account:held.held', { count: held.length })}>
          <p>{t('account:held.heldText')}</p>
          <ul className={styles.held}>
            {held.map((item) => (
              <Item key={item.id} item={item} />
            ))}
          </ul>
          <div>
            <Button kind="quiet" icon="sync" onClick={() => void data.api.retryHeld()}>
              {t('common:actions.retry')}
            </Button>
          </div>
        </Card>
      )}
      {!nothing && (
        <Card heading={t('account:held.rescueTitle')}>
          <p>{t('account:held.rescueText')}</p>
          <div>
            <Button kind="quiet" icon="download" onClick={() => void rescue()}>
              {t('account:held.rescue')}
            </Button>
          </div>
        </Card>
      )}
    </Page>
  );
}
