import type { ReactNode } from 'react';
import type { OrganisationState } from '../../../../server/contract/organisation.ts';
import type { View } from '../use-view.ts';
import type { Organisation } from './use-organisation.ts';

/** What each part of the organisation's page gets. */
export interface PartProps {
  readonly organisation: Organisation;
  readonly data: OrganisationState;
  /** leads to the other parts */
  readonly nav: ReactNode;
  readonly view: View;
}
