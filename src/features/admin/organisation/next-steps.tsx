import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { OrganisationState } from '../../../../server/contract/organisation.ts';
import type { Account, Device } from '../../../../server/contract/session.ts';
import { Card } from '../../../ui/card.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { KIOSKS, ORGANISATION, PEOPLE } from '../places.ts';
import { useServerData } from '../server/use-server-data.ts';
import styles from './next-steps.module.css';

/** What a new organisation needs before the first complaint; gone once it has all of it. */
export function NextSteps({ data }: { readonly data: OrganisationState }) {
  const { t } = useTranslation();
  const people = useServerData<readonly Account[]>('/api/admin/people').data;
  const devices = useServerData<readonly Device[]>('/api/admin/devices').data;
  if (people === null || devices === null) return null;
  const steps = [
    { id: 'regions', href: `${ORGANISATION}?part=regions`, done: data.regions.length > 0 },
    { id: 'branches', href: `${ORGANISATION}?part=branches`, done: data.branches.length > 0 },
    { id: 'categories', href: `${ORGANISATION}?part=categories`, done: data.categories.length > 0 },
    { id: 'people', href: PEOPLE, done: people.some(({ role }) => role !== 'admin') },
    { id: 'kiosks', href: KIOSKS, done: devices.some(({ kind }) => kind === 'kiosk') },
  ] as const;
  const left = steps.filter(({ done }) => !done).length;
  // kiosks are not for everybody: without one all is ready too
  if (left === 0 || (left === 1 && !steps[4].done && people.length > 2)) return null;
  return (
    <Card heading={t('admin:next.heading')}>
      <ol className={styles.steps}>
        {steps.map(({ id, href, done }) => (
          <li key={id}>
            <Link href={href} className={styles.step}>
              <span className={done ? styles.done : styles.open}>
                {done && <Icon name="check" size="small" />}
              </span>
              <span className={styles.text}>
                <b>{t(`admin:next.${id}.name`)}</b>
                <small>{t(`admin:next.${id}.text`)}</small>
              </span>
              {done && <small>{t('admin:next.done')}</small>}
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  );
}
