import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { NewPassword } from '../../../../server/contract/session.ts';
import { decimalsOf } from '../../../i18n/amount.ts';
import { FormPage } from '../forms/form-page.tsx';
import { useForm } from '../forms/use-form.ts';
import type { Organisation } from '../organisation/use-organisation.ts';
import { call } from '../server/call.ts';
import { Unread } from '../server/unread.tsx';
import { draftProblems, inputOf, newPerson } from './draft.ts';
import { OneTimePassword } from './one-time-password.tsx';
import { PersonFields } from './person-fields.tsx';
import { usePersonTexts } from './person-texts.ts';

export interface NewPersonProps {
  readonly organisation: Organisation;
  readonly back: string;
  readonly onAdded: () => void;
}

export function NewPerson({ organisation, back, onAdded }: NewPersonProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(newPerson);
  const [made, setMade] = useState<NewPassword | null>(null);
  const texts = usePersonTexts(organisation);
  const form = useForm({ name: 'person', fields: texts.labels, codes: { 'people.loginTaken': 'login' } });
  const decimals = decimalsOf(organisation.currency);

  const save = async (): Promise<void> => {
    const body = inputOf(draft, decimals);
    const answer = await form.send(draftProblems(draft, decimals), () =>
      call<NewPassword>('POST', '/api/admin/people', { body }),
    );
    if (answer === null) return;
    setMade(answer);
    onAdded();
  };

  if (made !== null) {
    return (
      <OneTimePassword
        name={draft.name.trim()}
        login={draft.login.trim()}
        password={made.password}
        back={back}
        onAnother={() => {
          // the next one often works in the same place
          setDraft({ ...draft, name: '', login: '' });
          setMade(null);
        }}
      />
    );
  }
  return (
    <FormPage
      title={t('admin:person.new')}
      back={back}
      form={form}
      submit={t('admin:person.add')}
      onSubmit={() => void save()}
    >
      <Unread from={[organisation]} />
      <PersonFields
        autoFocus
        form={form}
        organisation={organisation}
        value={draft}
        onChange={(change) => setDraft((now) => ({ ...now, ...change }))}
      />
    </FormPage>
  );
}
