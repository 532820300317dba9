import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Page } from '../../../ui/page.tsx';
import { Reference } from '../../../ui/reference.tsx';
import { COMPLAINTS, complaintPath } from '../places.ts';
import styles from './record.module.css';

export interface RecordedProps {
  readonly id: string;
  readonly reference: string;
  readonly onNext: () => void;
}

/** It is on disk: the reference, large enough to be read out or copied down. */
export function Recorded({ id, reference, onNext }: RecordedProps) {
  const { t } = useTranslation();
  return (
    <Page
      focused
      title={t('complaints:recorded.title')}
      back={COMPLAINTS}
      bottom={
        <>
          <Button icon="add" onClick={onNext}>
            {t('complaints:recorded.next')}
          </Button>
          <ButtonLink kind="quiet" href={complaintPath(id)}>
            {t('complaints:recorded.open')}
          </ButtonLink>
        </>
      }
    >
      <div className={styles.recorded} role="status">
        <span className={styles.mark}>
          <Icon name="check" size="large" />
        </span>
        <p>{t('complaints:recorded.tell')}</p>
        <div className={styles.reference}>
          <Reference code={reference} />
        </div>
        <p>
          <b>{t('ui:sync.saved')}</b>
        </p>
        <p>
          <small>{t('complaints:recorded.text')}</small>
        </p>
      </div>
    </Page>
  );
}
