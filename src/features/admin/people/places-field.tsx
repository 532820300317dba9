import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { FieldError, type FieldProps } from '../../../ui/field.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { Disclosure } from '../forms/disclosure.tsx';
import { matches } from '../forms/matches.ts';
import type { NamedRegion } from '../organisation/place-names.ts';
import styles from './places-field.module.css';

export interface Places {
  readonly branches: readonly string[];
  readonly regions: readonly string[];
}

export interface PlacesFieldProps extends FieldProps {
  readonly organisation: readonly NamedRegion[];
  /** single branches can be given, beside whole regions */
  readonly withBranches: boolean;
  readonly value: Places;
  readonly onChange: (value: Places) => void;
}

/** From so many on, names are searched rather than read. */
const MANY = 12;

const toggled = (codes: readonly string[], code: string, on: boolean): readonly string[] =>
  (on ? [...codes, code] : codes.filter((other) => other !== code)).toSorted();

/** Where somebody works: whole regions, with the branches that open there later, or single branches. */
export function PlacesField({
  id,
  label,
  help,
  error,
  organisation,
  withBranches,
  value,
  onChange,
}: PlacesFieldProps) {
  const { t } = useTranslation();
  const [words, setWords] = useState('');
  const count = organisation.reduce((sum, { branches }) => sum + 1 + (withBranches ? branches.length : 0), 0);
  const described = [help !== undefined && `${id}-help`, error !== undefined && `${id}-error`];
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      className={styles.group}
      aria-describedby={described.filter(Boolean).join(' ') || undefined}
    >
      <legend className={styles.legend}>{label}</legend>
      {help !== undefined && <small id={`${id}-help`}>{help}</small>}
      <FieldError id={id ?? ''} error={error} />
      {count > MANY && (
        <SearchField
          label={t('admin:places.search')}
          placeholder={t('admin:places.search')}
          value={words}
          onChange={setWords}
        />
      )}
      {organisation.map((region) => {
        const { region: code } = region.doc;
        const whole = value.regions.includes(code);
        const shown = region.branches.filter(
          ({ doc, name }) =>
            (!doc.closed || value.branches.includes(doc.branch)) &&
            (matches(words, name, doc.branch) || matches(words, region.name)),
        );
        if (!matches(words, region.name, code) && shown.length === 0) return null;
        const chosen = region.branches.filter(({ doc }) => value.branches.includes(doc.branch)).length;
        const branches = shown.map(({ doc, name }) => (
          <Checkbox
            key={doc.branch}
            label={doc.closed ? t('admin:places.closed', { branch: name }) : name}
            checked={whole || value.branches.includes(doc.branch)}
            disabled={whole}
            onChange={(on) => onChange({ ...value, branches: toggled(value.branches, doc.branch, on) })}
          />
        ));
        return (
          <div key={code} className={styles.region}>
            <Checkbox
              label={withBranches ? t('admin:places.whole', { region: region.name }) : region.name}
              checked={whole}
              onChange={(on) => onChange({ ...value, regions: toggled(value.regions, code, on) })}
            />
            {withBranches &&
              !whole &&
              branches.length > 0 &&
              (count > MANY && words === '' && chosen === 0 ? (
                <Disclosure summary={t('admin:places.branches', { count: branches.length })}>
                  {branches}
                </Disclosure>
              ) : (
                <div className={styles.branches}>{branches}</div>
              ))}
          </div>
        );
      })}
    </fieldset>
  );
}
