import { useMemo } from 'react';
import type { OrganisationState } from '../../../../server/contract/organisation.ts';
import { useLanguage } from '../../../i18n/use-language.ts';
import { useServerData } from '../server/use-server-data.ts';
import type { ServerData } from '../server/use-server-data.ts';
import { namedRegions } from './place-names.ts';
import type { NamedRegion } from './place-names.ts';

export interface Organisation extends ServerData<OrganisationState> {
  readonly regions: readonly NamedRegion[];
  readonly currency: string;
}

/** Of remedies, until an organisation has said otherwise. */
const NO_CURRENCY = 'EUR';

export function useOrganisation(): Organisation {
  const server = useServerData<OrganisationState>('/api/admin/organisation');
  const { code, intl } = useLanguage();
  const { data } = server;
  const regions = useMemo(() => (data === null ? [] : namedRegions(data, code, intl)), [data, code, intl]);
  return { ...server, regions, currency: data?.organisation?.currency ?? NO_CURRENCY };
}
