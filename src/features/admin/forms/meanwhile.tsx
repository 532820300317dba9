import { useTranslation } from 'react-i18next';
import { Contested } from '../../../ui/contested.tsx';
import { Notice } from '../../../ui/notice.tsx';
import type { Editing } from './use-editing.ts';
import { same } from './merge.ts';

export interface MeanwhileProps<T extends object> {
  readonly editing: Editing<T>;
  /** what a field is called */
  readonly labels: Readonly<Record<keyof T & string, string>>;
  /** a field's value in words */
  readonly show: (field: keyof T & string, values: T) => string;
}

/** What another administrator saved while this form was open: said, and for what both changed, a choice. */
export function Meanwhile<T extends object>({ editing, labels, show }: MeanwhileProps<T>) {
  const { t } = useTranslation();
  const { meanwhile, values, base, set } = editing;
  if (meanwhile === null) return null;
  return (
    <>
      <Notice live tone="warn" title={t('admin:meanwhile.title')}>
        <p>{t('admin:meanwhile.kept')}</p>
        <ul>
          {meanwhile.taken.map((field) => (
            <li key={field}>
              {t('admin:meanwhile.taken', { field: labels[field], value: show(field, base) })}
            </li>
          ))}
        </ul>
      </Notice>
      {meanwhile.contested.map((field) => {
        const theirs = same(values[field], base[field]);
        return (
          <Contested
            key={field}
            title={t('admin:meanwhile.contested', { field: labels[field] })}
            text={t('admin:meanwhile.choose')}
            claims={[
              {
                id: 'mine',
                value: show(field, meanwhile.values),
                meta: t('admin:meanwhile.mine'),
                holds: !theirs,
              },
              { id: 'theirs', value: show(field, base), meta: t('admin:meanwhile.theirs'), holds: theirs },
            ]}
            onSettle={(id) =>
              set({ [field]: (id === 'mine' ? meanwhile.values : base)[field] } as unknown as Partial<T>)
            }
          />
        );
      })}
    </>
  );
}
