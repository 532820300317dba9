import { useTranslation } from 'react-i18next';
import { useProfile } from '../../data/context.ts';
import { useRegistry } from '../../data/use-device.ts';
import { textIn } from '../../domain/survey/localized.ts';
import { useFormats, useLanguage } from '../../i18n/use-language.ts';
import { Card } from '../../ui/card.tsx';
import { Facts } from './facts.tsx';

/** Who is signed in, and where they work. */
export function PersonCard() {
  const { t } = useTranslation();
  const { code } = useLanguage();
  const formats = useFormats();
  const { name, login, role, branches, regions, organisation } = useProfile();
  const registry = useRegistry();
  const nameOfBranch = (id: string): string => {
    const found = registry?.branches.find(({ branch }) => branch === id);
    return found === undefined ? id : textIn(found.name, code);
  };
  const nameOfRegion = (id: string): string => {
    const found = registry?.regions.find(({ region }) => region === id);
    return found === undefined ? id : textIn(found.name, code);
  };
  return (
    <Card heading={name}>
      <Facts
        facts={[
          { name: t('account:person.role'), value: t(`codes:role.${role}`) },
          { name: t('account:person.login'), value: login },
          { name: t('account:person.organisation'), value: organisation.name },
          ...(branches.length === 0
            ? []
            : [{ name: t('account:person.branches'), value: formats.list(branches.map(nameOfBranch)) }]),
          ...(regions.length === 0
            ? []
            : [{ name: t('account:person.regions'), value: formats.list(regions.map(nameOfRegion)) }]),
        ]}
      />
    </Card>
  );
}
