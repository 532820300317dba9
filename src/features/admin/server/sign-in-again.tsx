import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../../ui/button-link.tsx';
import { SIGN_IN } from '../places.ts';
import type { Refusal } from './call.ts';

/** Leads to the sign-in when the session is what is missing. */
export function SignInAgain({ problem }: { readonly problem: Refusal }) {
  const { t } = useTranslation();
  if (problem.code !== 'session.expired' && problem.code !== 'session.required') return null;
  return (
    <ButtonLink small kind="quiet" href={SIGN_IN}>
      {t('common:actions.signIn')}
    </ButtonLink>
  );
}
