import { useTranslation } from 'react-i18next';
import type { CaseView } from '../../../data/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { UserText } from '../../../ui/user-text.tsx';
import styles from './case.module.css';

export interface ComplainantProps {
  readonly view: CaseView;
  /** absent: the reader may not change them */
  readonly onEdit: (() => void) | undefined;
}

/** What a phone's dialler takes. */
const dialled = (phone: string): string => phone.replace(/[^\d+]/g, '');

/** Who complains and how to reach them: one tap calls or writes. */
export function Complainant({ view, onEdit }: ComplainantProps) {
  const { t } = useTranslation();
  const { party, partyWithheld } = view;
  if (partyWithheld)
    return (
      <div className={styles.party}>
        <small>{t('complaints:party.title')}</small>
        <p className={styles.withheld}>
          <Icon name="lock" />
          {t('complaints:party.withheld')}
        </p>
      </div>
    );
  const { name, phone, email, address, behalfOf } = party ?? {};
  const nothing = [name, phone, email, address, behalfOf].every((one) => one === undefined);
  return (
    <div className={styles.party}>
      <small>{t('complaints:party.title')}</small>
      <div className={styles.who}>
        {name !== undefined && (
          <b>
            <UserText>{name}</UserText>
          </b>
        )}
        {party !== null && (
          <small>
            {party.relation === 'representative' && behalfOf !== undefined
              ? t('complaints:party.onBehalf', { name: behalfOf })
              : t(`complaints:party.relation.${party.relation}`)}
          </small>
        )}
        {nothing && party?.relation !== 'anonymous' && <small>{t('complaints:party.nothing')}</small>}
        {address !== undefined && <UserText>{address}</UserText>}
      </div>
      {(phone !== undefined || email !== undefined) && (
        <div className={styles.reach}>
          {phone !== undefined && (
            <a href={`tel:${dialled(phone)}`}>
              <Icon name="phone" />
              <bdi dir="ltr">{phone}</bdi>
            </a>
          )}
          {email !== undefined && (
            <a href={`mailto:${email}`}>
              <Icon name="mail" />
              <bdi dir="ltr">{email}</bdi>
            </a>
          )}
        </div>
      )}
      {onEdit && (
        <div className={styles.edit}>
          <Button kind="plain" small icon="edit" onClick={onEdit}>
            {nothing ? t('complaints:party.add') : t('complaints:party.edit')}
          </Button>
        </div>
      )}
    </div>
  );
}
