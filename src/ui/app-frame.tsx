import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useFormats } from '../i18n/use-language.ts';
import { Frame } from './frame.tsx';
import { Icon } from './icon.tsx';
import type { IconName } from './icon-paths.ts';
import styles from './app-frame.module.css';

export interface Place {
  readonly id: string;
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  /** what waits there; nothing is shown for 0 */
  readonly count?: number;
}

/** At most four: more don't fit under a thumb, and nobody finds the fifth. */
export type Places =
  | readonly []
  | readonly [Place]
  | readonly [Place, Place]
  | readonly [Place, Place, Place]
  | readonly [Place, Place, Place, Place];

export interface AppFrameProps {
  /** none: no navigation, as before sign-in */
  readonly places: Places;
  /** id of the place that the page belongs to */
  readonly current?: string | undefined;
  /** at the foot of the side bar: sync state, storage */
  readonly foot?: ReactNode;
  readonly children: ReactNode;
}

/** What stands around every page: the places at the foot of a phone or in a side bar from 900 px, and the main landmark. */
export function AppFrame({ places, current, foot, children }: AppFrameProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const nav = places.length > 0 && (
    <nav className={styles.nav} aria-label={t('ui:frame.places')}>
      <div className={styles.brand} translate="no">
        {t('common:app.name')}
      </div>
      <ul className={styles.places}>
        {places.map(({ id, href, label, icon, count = 0 }) => (
          <li key={id}>
            <Link href={href} className={styles.place} aria-current={id === current ? 'page' : undefined}>
              <span className={styles.mark}>
                <Icon name={icon} />
                {count > 0 && <span className={styles.count}>{formats.number(count)}</span>}
              </span>
              <span className={styles.label}>{label}</span>
            </Link>
          </li>
        ))}
      </ul>
      {foot !== undefined && <div className={styles.foot}>{foot}</div>}
    </nav>
  );
  return <Frame nav={nav}>{children}</Frame>;
}
