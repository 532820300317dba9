import { useTranslation } from 'react-i18next';
import { BarePage } from './bare-page.tsx';
import type { BarePageProps } from './bare-page.tsx';
import { IconLink } from './button-link.tsx';

export interface PageProps extends Omit<BarePageProps, 'way'> {
  /** leads back */
  readonly back?: string;
}

/** One screen, with a way back to the one above it. */
export function Page({ back, ...page }: PageProps) {
  const { t } = useTranslation();
  return (
    <BarePage
      {...page}
      way={back !== undefined && <IconLink icon="back" label={t('common:actions.back')} href={back} />}
    />
  );
}
