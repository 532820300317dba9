import { useTranslation } from 'react-i18next';
import type { KioskCode } from '../../../../server/contract/session.ts';
import { useFormats } from '../../../i18n/use-language.ts';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Secret } from '../forms/secret.tsx';
import { QrCode } from './qr-code.tsx';
import styles from './code-screen.module.css';

export interface CodeScreenProps {
  /** of the kiosk */
  readonly name: string;
  readonly code: KioskCode;
  readonly back: string;
}

/** What makes a tablet a kiosk: a code to type or to scan, which works once. */
export function CodeScreen({ name, code, back }: CodeScreenProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const address = code.url.split('#')[0] ?? code.url;
  return (
    <Page
      title={t('admin:code.title', { name })}
      back={back}
      focused
      bottom={<ButtonLink href={back}>{t('admin:code.done')}</ButtonLink>}
    >
      <ol className={styles.steps}>
        <li>{t('admin:code.open')}</li>
        <li>{t('admin:code.type')}</li>
        <li>{t('admin:code.scan')}</li>
      </ol>
      <Secret label={t('admin:code.address')} secret={address} whole />
      <Secret label={t('admin:code.label')} secret={code.code} />
      <div className={styles.qr}>
        <QrCode text={code.url} label={t('admin:code.qr')} />
      </div>
      <Notice tone="warn" title={t('admin:code.valid', { when: formats.dateTime(code.expires) })}>
        {t('admin:code.once')}
      </Notice>
    </Page>
  );
}
