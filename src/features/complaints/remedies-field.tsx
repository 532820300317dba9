import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { remedyKinds } from '../../domain/codes.ts';
import type { RemedyKind } from '../../domain/codes.ts';
import { Button } from '../../ui/button.tsx';
import { MultiChoiceChips } from '../../ui/choice-chips.tsx';

/** The ones asked for most; the others after a tap. */
const COMMON: readonly RemedyKind[] = ['repair', 'apology', 'refund', 'replacement', 'explanation'];

export interface RemediesFieldProps {
  readonly id: string;
  readonly label: string;
  readonly error?: string | undefined;
  readonly values: readonly RemedyKind[];
  readonly onChange: (values: readonly RemedyKind[]) => void;
}

export function RemediesField({ id, label, error, values, onChange }: RemediesFieldProps) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const others = remedyKinds.filter((kind) => !COMMON.includes(kind));
  const shown = [...COMMON, ...others.filter((kind) => all || values.includes(kind))];
  return (
    <MultiChoiceChips
      id={id}
      label={label}
      error={error}
      values={values}
      onChange={onChange}
      options={shown.map((value) => ({ value, label: t(`codes:remedy.${value}`) }))}
      more={
        shown.length < remedyKinds.length && (
          <Button kind="quiet" small onClick={() => setAll(true)}>
            {t('complaints:record.more')}
          </Button>
        )
      }
    />
  );
}
