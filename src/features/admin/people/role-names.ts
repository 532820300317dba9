import { useTranslation } from 'react-i18next';
import { accountRoles } from '../../../domain/actor.ts';
import type { AccountRole } from '../../../domain/actor.ts';
import type { CardChoice } from '../forms/choice-cards.tsx';

/** @returns what a role is called */
export function useRoleName(): (role: AccountRole) => string {
  const { t } = useTranslation();
  return (role) => t(`codes:role.${role}`);
}

/** @returns the roles, each with what it may do and what it never sees */
export function useRoleChoices(): readonly CardChoice<AccountRole>[] {
  const { t } = useTranslation();
  return accountRoles.map((role) => ({
    value: role,
    label: t(`codes:role.${role}`),
    text: t(`admin:roles.${role}`),
  }));
}
