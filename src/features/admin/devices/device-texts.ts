import { useTranslation } from 'react-i18next';
import type { Account, Device } from '../../../../server/contract/session.ts';
import { useFormats, useLanguage } from '../../../i18n/use-language.ts';
import { textIn } from '../../../domain/survey/localized.ts';
import { useNow } from '../../../ui/use-now.ts';
import type { Organisation } from '../organisation/use-organisation.ts';

export interface DeviceTexts {
  readonly kind: (device: Device) => string;
  /** the branch of a kiosk, whose device a person's is; null for an import */
  readonly whose: (device: Device) => string | null;
  readonly contact: (device: Device) => string;
  readonly survey: (id: string) => string;
}

/** @returns how what is known of a device is said in words */
export function useDeviceTexts(people: readonly Account[], organisation: Organisation): DeviceTexts {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const { code: language } = useLanguage();
  const names = new Map(people.map(({ person, name }) => [person, name]));
  const branches = new Map<string, string>(
    organisation.regions.flatMap((region) =>
      region.branches.map(({ doc, name }) => [doc.branch, name] as const),
    ),
  );
  const surveys = new Map(
    (organisation.data?.surveys ?? []).map(({ id, survey }) => [id, textIn(survey.title, language)]),
  );
  return {
    kind: ({ kind }) => t(`admin:devices.kind.${kind}`),
    whose: ({ kind, branch, person }) => {
      if (kind === 'kiosk') return branch === null ? null : (branches.get(branch) ?? branch);
      return person === null ? null : (names.get(person) ?? t('admin:devices.unknownPerson'));
    },
    contact: ({ lastContact }) =>
      lastContact === null
        ? t('admin:devices.noContact')
        : t('admin:devices.contact', { when: formats.relative(lastContact, now) }),
    survey: (id) => surveys.get(id) ?? id,
  };
}
