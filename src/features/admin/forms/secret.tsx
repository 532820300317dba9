import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { classNames } from '../../../ui/class-names.ts';
import styles from './secret.module.css';

export interface SecretProps {
  /** what it is, for who doesn't see it stand there */
  readonly label: string;
  readonly secret: string;
  /** its hyphens are its own, and no places to break the line */
  readonly whole?: boolean;
}

/** What is shown once: large, in letters that can't be mistaken, and copied with a tap. */
export function Secret({ label, secret, whole = false }: SecretProps) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(secret);
      setCopied(true);
    } catch {
      setCopied(false);
    }
  };
  return (
    <div className={styles.secret}>
      <span className={styles.label}>{label}</span>
      <output
        className={classNames(styles.value, whole && styles.whole)}
        aria-label={label}
        dir="ltr"
        translate="no"
      >
        {(whole ? [secret] : secret.split('-')).map((part, at) => (
          // The parts of one secret keep their places. A line breaks between them only.
          // oxlint-disable-next-line react/no-array-index-key
          <span key={at}>{at === 0 ? part : `-${part}`}</span>
        ))}
      </output>
      <div className="row">
        <Button small kind="quiet" icon="document" onClick={() => void copy()}>
          {t('admin:secret.copy')}
        </Button>
        <small role="status">
          {copied === true && t('admin:secret.copied')}
          {copied === false && t('admin:secret.notCopied')}
        </small>
      </div>
    </div>
  );
}
