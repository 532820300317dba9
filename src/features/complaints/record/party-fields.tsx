import { useTranslation } from 'react-i18next';
import type { PartyInput } from '../../../data/api.ts';
import { relations } from '../../../domain/codes.ts';
import { ChoiceChips } from '../../../ui/choice-chips.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextField } from '../../../ui/text-field.tsx';

export type PartyValues = Required<PartyInput>;
type Field = Exclude<keyof PartyValues, 'relation'>;

export interface PartyFieldsProps {
  readonly prefix: string;
  readonly values: PartyValues;
  readonly onChange: (change: Partial<PartyValues>) => void;
  readonly errorOf: (field: Field) => string | undefined;
}

/** Who complains and how to reach them; nothing of it is offered to, or from, the next one. */
export function PartyFields({ prefix, values, onChange, errorOf }: PartyFieldsProps) {
  const { t } = useTranslation();
  const field = (name: Field) => ({
    id: `${prefix}-${name}`,
    label: t(`complaints:party.${name}`),
    personal: true,
    optional: true,
    value: values[name],
    onChange: (value: string) => onChange({ [name]: value }),
    error: errorOf(name),
  });
  return (
    <>
      <ChoiceChips
        id={`${prefix}-relation`}
        label={t('complaints:party.who')}
        value={values.relation}
        onChange={(relation) => onChange({ relation })}
        options={relations.map((value) => ({ value, label: t(`complaints:party.relation.${value}`) }))}
      />
      {values.relation !== 'anonymous' && (
        <>
          {values.relation === 'representative' && <TextField {...field('behalfOf')} />}
          <TextField {...field('phone')} type="tel" inputMode="tel" enterKeyHint="next" />
          <TextField {...field('email')} type="email" inputMode="email" enterKeyHint="next" />
          <TextField {...field('name')} enterKeyHint="next" />
          <TextArea {...field('address')} rows={2} />
        </>
      )}
    </>
  );
}
