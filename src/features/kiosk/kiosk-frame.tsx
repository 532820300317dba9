import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { textIn } from '../../domain/survey/localized.ts';
import type { Registry } from '../../data/api.ts';
import { useLanguage } from '../../i18n/use-language.ts';
import { Icon } from '../../ui/icon.tsx';
import type { KeptKiosk } from './kept-kiosk.ts';
import { StaffDoor } from './staff-door.tsx';
import styles from './kiosk.module.css';

/** Larger text, stronger contrast: for this customer only. */
export interface Comfort {
  readonly size: 0 | 1 | 2;
  readonly contrast: boolean;
}
export const plainComfort: Comfort = { size: 0, contrast: false };

export interface KioskFrameProps {
  readonly kiosk: KeptKiosk;
  readonly registry: Registry;
  readonly comfort: Comfort;
  readonly onComfort: (comfort: Comfort) => void;
  readonly onStaff: () => void;
  /** shows the language and lets it be changed; absent: it is being chosen */
  readonly onLanguage?: (() => void) | undefined;
  /** something lies over it that has to be dealt with first */
  readonly covered: boolean;
  /** at the start of the foot: how far along, and back */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

const KIOSK = 'kiosk';
/** Each screen begins at its head, however far the last one was scrolled. */
export const toTop = (): void => document.getElementById(KIOSK)?.scrollTo(0, 0);

/** What stays the same from screen to screen. Nothing in it leads out of the kiosk. */
export function KioskFrame({
  kiosk,
  registry,
  comfort,
  onComfort,
  onStaff,
  onLanguage,
  covered,
  foot,
  children,
}: KioskFrameProps) {
  const { t } = useTranslation();
  const { code, name } = useLanguage();
  const branch = registry.branches.find((one) => one.branch === kiosk.info.branch);
  return (
    <div
      id={KIOSK}
      className={styles.kiosk}
      data-size={comfort.size}
      data-contrast={comfort.contrast ? '' : undefined}
      inert={covered}
    >
      <title>{kiosk.info.organisation.name}</title>
      <header className={styles.top}>
        <StaffDoor onOpen={onStaff}>
          <span className={styles.organisation}>{kiosk.info.organisation.name}</span>
          {branch && <span className={styles.branch}>{textIn(branch.name, code)}</span>}
        </StaffDoor>
        {onLanguage && (
          <button type="button" className={styles.language} onClick={onLanguage}>
            <Icon name="globe" />
            <span className="unseen">{t('kiosk:language.change')}</span>
            {name}
          </button>
        )}
      </header>
      <main className={styles.main}>
        <div className={styles.stage}>{children}</div>
        {kiosk.trial && <p className={styles.trial}>{t('kiosk:trial.notice')}</p>}
      </main>
      <footer className={styles.foot}>
        <div className={styles.way}>{foot}</div>
        <div className={styles.comfort}>
          <button
            type="button"
            className={styles.round}
            aria-label={t('kiosk:comfort.larger')}
            aria-pressed={comfort.size > 0}
            onClick={() =>
              onComfort({ ...comfort, size: comfort.size === 2 ? 0 : comfort.size === 1 ? 2 : 1 })
            }
          >
            <span aria-hidden="true" dir="ltr">
              {t('kiosk:comfort.largerSign')}
            </span>
          </button>
          <button
            type="button"
            className={styles.round}
            aria-label={t('kiosk:comfort.contrast')}
            aria-pressed={comfort.contrast}
            onClick={() => onComfort({ ...comfort, contrast: !comfort.contrast })}
          >
            <svg viewBox="0 0 24 24" className={styles.contrast} aria-hidden="true">
              <circle cx="12" cy="12" r="9" />
              <path d="M12 3a9 9 0 0 1 0 18z" />
            </svg>
          </button>
        </div>
      </footer>
    </div>
  );
}
