import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ChoiceCards } from '../forms/choice-cards.tsx';
import type { Form } from '../forms/use-form.ts';
import type { Organisation } from '../organisation/use-organisation.ts';
import { ORGANISATION } from '../places.ts';
import { decidesRemedies, withRole } from './draft.ts';
import type { PersonDraft } from './draft.ts';
import { PlacesField } from './places-field.tsx';
import { RemedyLimitField } from './remedy-limit-field.tsx';
import { useRoleChoices } from './role-names.ts';

export interface PersonFieldsProps {
  readonly form: Form;
  readonly organisation: Organisation;
  readonly value: PersonDraft;
  readonly onChange: (change: Partial<PersonDraft>) => void;
  readonly autoFocus?: boolean;
}

export function PersonFields({ form, organisation, value, onChange, autoFocus = false }: PersonFieldsProps) {
  const { t } = useTranslation();
  const roles = useRoleChoices();
  const field = value.role === 'field';
  // What the server says of either is shown at the one place where both are chosen.
  const places = form.field('branches').error === undefined ? form.field('regions') : form.field('branches');
  return (
    <>
      <TextField
        {...form.field('name')}
        autoFocus={autoFocus}
        autoComplete="off"
        label={t('admin:person.name')}
        help={t('admin:person.nameHelp')}
        value={value.name}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        {...form.field('login')}
        autoComplete="off"
        label={t('admin:person.login')}
        help={t('admin:person.loginHelp')}
        value={value.login}
        onChange={(login) => onChange({ login })}
      />
      <ChoiceCards
        {...form.field('role')}
        label={t('admin:person.role')}
        options={roles}
        value={value.role}
        onChange={(role) => onChange(withRole(value, role))}
      />
      {value.role !== 'admin' &&
        (organisation.regions.length === 0 ? (
          <Notice
            title={t('admin:person.noPlaces')}
            action={
              <ButtonLink small kind="quiet" href={`${ORGANISATION}?part=regions`}>
                {t('admin:person.toPlaces')}
              </ButtonLink>
            }
          >
            {t('admin:person.noPlacesText')}
          </Notice>
        ) : (
          <PlacesField
            {...places}
            label={field ? t('admin:person.branches') : t('admin:person.regions')}
            help={field ? t('admin:person.branchesHelp') : t('admin:person.regionsHelp')}
            organisation={organisation.regions}
            withBranches={field}
            value={value}
            onChange={({ branches, regions }) => onChange({ branches, regions })}
          />
        ))}
      {decidesRemedies(value.role) && (
        <RemedyLimitField
          field={form.field('remedyLimit')}
          currency={organisation.currency}
          value={value.remedyLimit}
          onChange={(remedyLimit) => onChange({ remedyLimit })}
        />
      )}
    </>
  );
}
