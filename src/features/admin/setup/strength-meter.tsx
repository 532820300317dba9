import { useTranslation } from 'react-i18next';
import { MIN_PASSWORD, passwordStrength, passwordStrengths } from '../../../domain/password-strength.ts';
import { classNames } from '../../../ui/class-names.ts';
import styles from './strength-meter.module.css';

export interface StrengthMeterProps {
  readonly password: string;
  /** what others know of the person: name, login, organisation */
  readonly own: readonly string[];
}

/** Says in words how good a password is and how to better it; the bars only repeat it. */
export function StrengthMeter({ password, own }: StrengthMeterProps) {
  const { t } = useTranslation();
  const strength = passwordStrength(password, own);
  const rank = passwordStrengths.indexOf(strength);
  return (
    <div className={styles.meter}>
      <div className={classNames(styles.bars, styles[strength])} aria-hidden="true">
        {passwordStrengths.slice(1).map((step, at) => (
          <i key={step} className={password !== '' && at < rank ? styles.full : undefined} />
        ))}
      </div>
      <small role="status">
        {password !== '' &&
          (strength === 'short'
            ? t('admin:strength.short', { count: MIN_PASSWORD - password.length })
            : t(`admin:strength.${strength}`))}
      </small>
    </div>
  );
}
