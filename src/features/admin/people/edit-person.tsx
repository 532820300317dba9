import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Account, NewPassword, PersonChange } from '../../../../server/contract/session.ts';
import { useToast } from '../../../ui/toast-queue.ts';
import { decimalsOf } from '../../../i18n/amount.ts';
import { FormPage } from '../forms/form-page.tsx';
import { Meanwhile } from '../forms/meanwhile.tsx';
import { saveOver } from '../forms/save-over.ts';
import { useEditing } from '../forms/use-editing.ts';
import { useForm } from '../forms/use-form.ts';
import type { Organisation } from '../organisation/use-organisation.ts';
import { call } from '../server/call.ts';
import { AccountActions } from './account-actions.tsx';
import { draftOf, draftProblems, inputOf } from './draft.ts';
import { OneTimePassword } from './one-time-password.tsx';
import { personPath } from './person-path.ts';
import { PersonFields } from './person-fields.tsx';
import { usePersonTexts } from './person-texts.ts';

export interface EditPersonProps {
  readonly account: Account;
  readonly self: boolean;
  readonly organisation: Organisation;
  readonly back: string;
  readonly reload: () => Promise<readonly Account[] | null>;
}

export function EditPerson({ account, self, organisation, back, reload }: EditPersonProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const [, navigate] = useLocation();
  const [password, setPassword] = useState<NewPassword | null>(null);
  const decimals = decimalsOf(organisation.currency);
  const editing = useEditing(draftOf(account, decimals), account.version);
  const texts = usePersonTexts(organisation);
  const form = useForm({
    name: 'person',
    fields: texts.labels,
    codes: { 'people.loginTaken': 'login', 'people.lastAdmin': 'role' },
  });
  const { values } = editing;

  const read = async () => {
    const now = (await reload())?.find(({ id }) => id === account.id);
    return now === undefined ? null : { values: draftOf(now, decimals), version: now.version };
  };
  const save = async (): Promise<void> => {
    const input = inputOf(values, decimals);
    const put = (seen: string) => {
      // what was typed the same as before is nobody's change
      const body: PersonChange = Object.fromEntries(editing.changed.map((field) => [field, input[field]]));
      return call<Account>('PATCH', personPath(account.id), { body, seen });
    };
    const saved = await form.send(draftProblems(values, decimals), () => saveOver(editing, put, read));
    if (saved === null) return;
    await reload();
    toast({ text: t('admin:person.saved', { name: saved.name }) });
    navigate(back);
  };

  if (password !== null) {
    return (
      <OneTimePassword name={account.name} login={account.login} password={password.password} back={back} />
    );
  }
  return (
    <FormPage
      title={account.name}
      back={back}
      form={form}
      submit={t('common:actions.save')}
      onSubmit={() => void save()}
      after={
        <AccountActions
          account={account}
          self={self}
          onPassword={setPassword}
          onChanged={async (now) => {
            editing.settle(draftOf(now, decimals), now.version);
            await reload();
          }}
        />
      }
    >
      <Meanwhile editing={editing} labels={texts.labels} show={texts.show} />
      <PersonFields form={form} organisation={organisation} value={values} onChange={editing.set} />
    </FormPage>
  );
}
