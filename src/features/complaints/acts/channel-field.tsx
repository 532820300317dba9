import { useTranslation } from 'react-i18next';
import { channels } from '../../../domain/codes.ts';
import type { Channel } from '../../../domain/codes.ts';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';

/** The ways in which one answers somebody. */
const ANSWERED_BY: readonly Channel[] = channels.filter(
  (one) => !['web', 'app', 'socialMedia'].includes(one),
);

export interface ChannelFieldProps {
  readonly id: string;
  readonly value: Channel | undefined;
  readonly onChange: (value: Channel) => void;
}

export function ChannelField({ id, value, onChange }: ChannelFieldProps) {
  const { t } = useTranslation();
  return (
    <ChoiceChips
      id={id}
      label={t('complaints:toldBy')}
      value={value}
      onChange={onChange}
      options={ANSWERED_BY.map((channel) => ({ value: channel, label: t(`codes:channel.${channel}`) }))}
    />
  );
}
