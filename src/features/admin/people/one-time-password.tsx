import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Secret } from '../forms/secret.tsx';

export interface OneTimePasswordProps {
  readonly name: string;
  readonly login: string;
  readonly password: string;
  readonly back: string;
  /** begins another one; absent: the password belongs to a person that was there before */
  readonly onAnother?: () => void;
}

/** The password that an administrator hands over: shown now and never again. */
export function OneTimePassword({ name, login, password, back, onAnother }: OneTimePasswordProps) {
  const { t } = useTranslation();
  return (
    <Page
      title={t('admin:password.title', { name })}
      back={back}
      focused
      bottom={
        <>
          <ButtonLink href={back}>{t('admin:password.done')}</ButtonLink>
          {onAnother && (
            <Button kind="quiet" onClick={onAnother}>
              {t('admin:password.another')}
            </Button>
          )}
        </>
      }
    >
      <p>{t('admin:password.text', { name })}</p>
      <Secret label={t('admin:person.login')} secret={login} whole />
      <Secret label={t('admin:password.label')} secret={password} />
      <Notice tone="warn">{t('admin:password.once')}</Notice>
    </Page>
  );
}
