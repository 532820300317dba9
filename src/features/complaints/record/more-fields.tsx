import { useTranslation } from 'react-i18next';
import { channels } from '../../../domain/codes.ts';
import type { Channel } from '../../../domain/codes.ts';
import { LANGUAGES } from '../../../i18n/languages.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Select } from '../../../ui/select.tsx';
import type { RecordDraft } from './record-draft.ts';

export interface MoreFieldsProps {
  readonly draft: RecordDraft;
  readonly onChange: (change: Partial<RecordDraft>) => void;
  readonly errorOf: (field: keyof RecordDraft) => string | undefined;
}

/** By which channel, in which language, and whether it came before now. */
export function MoreFields({ draft, onChange, errorOf }: MoreFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <Select
        id="record-channel"
        label={t('complaints:record.channel')}
        value={draft.channel}
        onChange={(channel) => onChange({ channel: channel as Channel })}
        options={channels.map((value) => ({ value, label: t(`codes:channel.${value}`) }))}
      />
      <Select
        id="record-language"
        label={t('complaints:record.language')}
        optional
        value={draft.language}
        onChange={(language) => onChange({ language })}
        placeholder={t('complaints:record.languageUnknown')}
        options={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Checkbox
        label={t('complaints:record.earlier')}
        help={t('complaints:record.earlierHelp')}
        checked={draft.earlier}
        onChange={(earlier) => onChange({ earlier })}
      />
      {draft.earlier && (
        <DateInput
          id="record-received"
          label={t('complaints:record.received')}
          withTime
          error={errorOf('received')}
          value={draft.received}
          onChange={(received) => onChange({ received })}
        />
      )}
    </>
  );
}
