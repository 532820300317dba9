import { Chip } from '../../ui/chip.tsx';
import { useNow } from '../../ui/use-now.ts';
import { useDueText, type Due } from './use-due-text.ts';

export interface DueChipProps {
  readonly due: Due;
  readonly timeZone: string | undefined;
}

export function DueChip({ due, timeZone }: DueChipProps) {
  const { text, tone, late } = useDueText()(due, useNow(), timeZone);
  return (
    <Chip tone={tone} {...(late && { icon: 'clock' as const })}>
      {text}
    </Chip>
  );
}
