import { useTranslation } from 'react-i18next';
import { useInstallOffer, useInstalled } from '../../ui/install.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Page } from '../../ui/page.tsx';
import { LanguageSelect, ThemeChoice } from '../../ui/preferences.tsx';
import { DeviceCard } from './device-card.tsx';
import { PasswordCard, type PasswordCardProps } from './password-card.tsx';
import { PersonCard } from './person-card.tsx';
import { SignOut } from './sign-out.tsx';

export interface AccountPageProps extends PasswordCardProps {
  readonly signOut: () => void;
}

function InstallCard() {
  const { t } = useTranslation();
  const installed = useInstalled();
  const install = useInstallOffer();
  if (installed) return null;
  return (
    <Card heading={t('account:install.title')}>
      <p>{install === null ? t('account:install.menu') : t('account:install.text')}</p>
      {install !== null && (
        <div>
          <Button kind="quiet" icon="download" onClick={install}>
            {t('account:install.action')}
          </Button>
        </div>
      )}
    </Card>
  );
}

export default function AccountPage({ changePassword, signOut }: AccountPageProps) {
  const { t } = useTranslation();
  return (
    <Page title={t('account:title')}>
      <PersonCard />
      <DeviceCard />
      <Card heading={t('account:look.title')}>
        <LanguageSelect />
        <ThemeChoice />
      </Card>
      <PasswordCard changePassword={changePassword} />
      <InstallCard />
      <SignOut signOut={signOut} />
    </Page>
  );
}
