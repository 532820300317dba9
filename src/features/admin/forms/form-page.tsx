import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Page, type PageProps } from '../../../ui/page.tsx';
import { FormTrouble } from './form-trouble.tsx';
import type { Form } from './use-form.ts';
import styles from './form-page.module.css';

export interface FormPageProps extends Pick<PageProps, 'title' | 'back' | 'aside' | 'lead'> {
  readonly form: Form;
  readonly onSubmit: () => void;
  /** on the main button */
  readonly submit: string;
  /** the fields */
  readonly children: ReactNode;
  /** under the fields, no part of what is saved with them */
  readonly after?: ReactNode;
}

/** A screen with one form: its main button under the thumb, its errors at the head. */
export function FormPage({ form, onSubmit, submit, children, after, ...page }: FormPageProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <Page
      {...page}
      focused
      bottom={
        <Button type="submit" form={id} disabled={form.busy}>
          {form.busy ? t('admin:form.saving') : submit}
        </Button>
      }
    >
      <form
        id={id}
        noValidate
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <FormTrouble form={form} />
        {children}
      </form>
      {after}
    </Page>
  );
}
