import { useTranslation } from 'react-i18next';
import { ErrorSummary } from '../../../ui/error-summary.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SignInAgain } from '../server/sign-in-again.tsx';
import { useProblemText } from '../../../i18n/problem-text.ts';
import type { Form } from './use-form.ts';

/** The form itself tells what somebody else changed, field by field (`Meanwhile`). */
const TOLD_ELSEWHERE = ['people.changedMeanwhile', 'organisation.changedMeanwhile'];

/** At the head of a form: the fields to put right, or what else went wrong. */
export function FormTrouble({ form }: { readonly form: Form }) {
  const { t } = useTranslation();
  const texts = useProblemText();
  return (
    <>
      <ErrorSummary errors={form.summary} attempt={form.attempt} />
      {form.trouble && !TOLD_ELSEWHERE.includes(form.trouble.code) && (
        <Notice
          key={form.attempt}
          live
          tone="bad"
          title={texts.ofCode(form.trouble)}
          action={<SignInAgain problem={form.trouble} />}
        >
          {t('admin:form.kept')}
        </Notice>
      )}
    </>
  );
}
