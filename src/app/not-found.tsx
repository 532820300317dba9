import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../ui/button-link.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from '../ui/page.tsx';

export function NotFound({ home }: { readonly home: string }) {
  const { t } = useTranslation();
  return (
    <Page title={t('common:notFound.title')}>
      <EmptyState
        icon="search"
        title={t('common:notFound.heading')}
        action={<ButtonLink href={home}>{t('common:notFound.home')}</ButtonLink>}
      >
        {t('common:notFound.text')}
      </EmptyState>
    </Page>
  );
}
