import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionInfo, SetUp } from '../../../../server/contract/session.ts';
import { PasswordField } from '../../../ui/password-field.tsx';
import { LanguageSelect } from '../../../ui/preferences.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { ChoiceCards } from '../forms/choice-cards.tsx';
import { FormPage } from '../forms/form-page.tsx';
import { useForm } from '../forms/use-form.ts';
import { call } from '../server/call.ts';
import { StrengthMeter } from './strength-meter.tsx';

export interface SetupFormProps {
  /** of the link that the server printed; '' when the page was opened without it */
  readonly token: string;
  readonly onDone: (session: SessionInfo) => void;
}

/** Milliseconds: the demonstration's records are read in meanwhile. */
const PATIENCE = 300_000;

/** A whole link that was pasted gives its last part. */
export const tokenIn = (typed: string): string =>
  (typed.trim().split('#').at(-1) ?? '').replace(/^token=/, '');

export function SetupForm({ token, onDone }: SetupFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<SetUp>({
    token,
    organisation: '',
    name: '',
    login: '',
    password: '',
    demo: false,
  });
  const form = useForm({
    name: 'setup',
    fields: {
      token: t('admin:setup.token'),
      organisation: t('admin:setup.organisation'),
      name: t('admin:setup.name'),
      login: t('admin:person.login'),
      password: t('admin:setup.password'),
      demo: t('admin:setup.start'),
    },
    codes: { 'setup.token': 'token', 'setup.demoLoopback': 'demo' },
  });
  const set = (change: Partial<SetUp>): void => setDraft((now) => ({ ...now, ...change }));
  const asksToken = token === '' || form.field('token').error !== undefined;

  const save = async (): Promise<void> => {
    const body = { ...draft, token: tokenIn(draft.token) };
    const session = await form.send([], () =>
      call<SessionInfo>('POST', '/api/setup', { body, patience: PATIENCE }),
    );
    if (session !== null) onDone(session);
  };

  return (
    <FormPage
      title={t('admin:setup.title')}
      aside={<LanguageSelect compact />}
      lead={<p>{t('admin:setup.text')}</p>}
      form={form}
      submit={t('admin:setup.do')}
      onSubmit={() => void save()}
    >
      {asksToken && (
        <TextField
          {...form.field('token')}
          label={t('admin:setup.token')}
          help={t('admin:setup.tokenHelp')}
          autoComplete="off"
          value={draft.token}
          onChange={(text) => set({ token: text })}
        />
      )}
      <TextField
        {...form.field('organisation')}
        label={t('admin:setup.organisation')}
        help={t('admin:setup.organisationHelp')}
        autoComplete="organization"
        value={draft.organisation}
        onChange={(organisation) => set({ organisation })}
      />
      <TextField
        {...form.field('name')}
        label={t('admin:setup.name')}
        autoComplete="name"
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <TextField
        {...form.field('login')}
        label={t('admin:person.login')}
        help={t('admin:setup.loginHelp')}
        autoComplete="username"
        value={draft.login}
        onChange={(login) => set({ login })}
      />
      <PasswordField
        {...form.field('password')}
        label={t('admin:setup.password')}
        help={t('admin:setup.passwordHelp')}
        autoComplete="new-password"
        value={draft.password}
        onChange={(password) => set({ password })}
      />
      <StrengthMeter password={draft.password} own={[draft.name, draft.login, draft.organisation]} />
      <ChoiceCards
        {...form.field('demo')}
        label={t('admin:setup.start')}
        options={[
          { value: 'empty', label: t('admin:setup.empty.name'), text: t('admin:setup.empty.text') },
          { value: 'demo', label: t('admin:setup.demo.name'), text: t('admin:setup.demo.text') },
        ]}
        value={draft.demo ? 'demo' : 'empty'}
        onChange={(start) => set({ demo: start === 'demo' })}
      />
    </FormPage>
  );
}
