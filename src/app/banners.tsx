import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useProfile } from '../data/context.ts';
import { useDeviceStatus } from '../data/use-device.ts';
import { useProblemText } from '../i18n/problem-text.ts';
import { ButtonLink } from '../ui/button-link.tsx';
import { Notice } from '../ui/notice.tsx';
import { UpdateNotice } from './update-notice.tsx';
import styles from './shell.module.css';

export interface BannersProps {
  readonly expired: boolean;
  readonly stuck: string | null;
}

/** In the middle of a complaint nothing is pushed aside but for what would lose work. */
const FOCUSED = /^\/complaints\/./;

export function Banners({ expired, stuck }: BannersProps) {
  const { t } = useTranslation();
  const problems = useProblemText();
  const profile = useProfile();
  const status = useDeviceStatus();
  const [path] = useLocation();
  const calm = !FOCUSED.test(path);
  return (
    <div className={styles.banners}>
      {stuck !== null && (
        <Notice live tone="bad" title={t('common:stuck.title')}>
          {problems.ofSaving({ code: stuck })}
        </Notice>
      )}
      {status?.full === true && (
        <Notice
          live
          tone="bad"
          title={t('common:full.title')}
          action={
            <ButtonLink small kind="quiet" href="/account/held">
              {t('common:full.rescue')}
            </ButtonLink>
          }
        >
          {t('common:full.text')}
        </Notice>
      )}
      {calm && expired && path !== '/sign-in' && (
        <Notice
          live
          tone="warn"
          title={t('common:expired.title')}
          action={
            <ButtonLink small href="/sign-in">
              {t('common:actions.signIn')}
            </ButtonLink>
          }
        >
          {t('common:expired.text')}
        </Notice>
      )}
      {calm && profile.temporaryPassword === true && !path.startsWith('/account') && (
        <Notice
          tone="warn"
          title={t('common:temporary.title')}
          action={
            <ButtonLink small href="/account">
              {t('common:temporary.change')}
            </ButtonLink>
          }
        >
          {t('common:temporary.text')}
        </Notice>
      )}
      {calm && <UpdateNotice />}
    </div>
  );
}
