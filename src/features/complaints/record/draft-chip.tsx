import { useTranslation } from 'react-i18next';
import { Chip } from '../../../ui/chip.tsx';
import type { Draft } from '../use-draft.ts';

/** Says that what is typed is on disk, once it is. */
export function DraftChip({ state }: { readonly state: Draft<object>['state'] }) {
  const { t } = useTranslation();
  return (
    <span role="status">
      {(state === 'kept' || state === 'restored') && <Chip>{t('complaints:draft.kept')}</Chip>}
      {typeof state === 'object' && (
        <Chip tone="bad" icon="alert">
          {t('complaints:draft.failed')}
        </Chip>
      )}
    </span>
  );
}
