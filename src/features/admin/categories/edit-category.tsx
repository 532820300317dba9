import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../../domain/registry.ts';
import { Button } from '../../../ui/button.tsx';
import { LocalizedField } from '../forms/localized-field.tsx';
import { tidyNames } from '../forms/localized.ts';
import { same } from '../forms/merge.ts';
import type { Refusal } from '../server/call.ts';
import type { CategoryNames } from './category-names.ts';
import { DialogForm } from './dialog-form.tsx';
import { ParentField } from './parent-field.tsx';
import { move, rename, restore, retire, shift, subtree } from './tree.ts';
import type { Categories, Change } from './tree.ts';
import type { EditCategories } from './use-categories.ts';

export interface EditCategoryProps {
  readonly category: Category;
  readonly categories: Categories;
  readonly names: CategoryNames;
  readonly edit: EditCategories;
  readonly onClose: () => void;
  /** makes a change, says so, and offers to take it back by its opposite; a refusal comes back */
  readonly onChange: (change: Change, text: string, opposite: Change) => Promise<Refusal | null>;
}

const inTurn =
  (...changes: readonly Change[]): Change =>
  (categories) =>
    changes.reduce<Categories | null>((now, change) => (now === null ? null : change(now)), categories);

export function EditCategory({ category, categories, names, edit, onClose, onChange }: EditCategoryProps) {
  const { t } = useTranslation();
  const { code, retired } = category;
  const [name, setName] = useState(category.name);
  const [parent, setParent] = useState(category.parent);
  const [unnamed, setUnnamed] = useState(false);
  const [problem, setProblem] = useState<Refusal | null>(null);
  /** said here, for messages at the foot of the page are behind this dialog */
  const [done, setDone] = useState<string | null>(null);
  const within = subtree(categories, code);
  const shown = names.name(code);

  const change = async (made: Change, text: string, opposite: Change, stay = false): Promise<void> => {
    const refusal = await onChange(made, text, opposite);
    setProblem(refusal);
    setDone(refusal === null && stay ? text : null);
    if (refusal === null && !stay) onClose();
  };
  const save = async (): Promise<void> => {
    const tidy = tidyNames(name);
    setUnnamed(tidy.default === '');
    if (tidy.default === '') return;
    const renamed = !same(tidy, category.name);
    const moved = parent !== category.parent;
    if (!renamed && !moved) {
      onClose();
      return;
    }
    await change(
      inTurn(...(renamed ? [rename(code, tidy)] : []), ...(moved ? [move(code, parent)] : [])),
      t('admin:categories.saved', { name: tidy.default }),
      inTurn(
        ...(renamed ? [rename(code, category.name)] : []),
        ...(moved ? [move(code, category.parent)] : []),
      ),
    );
  };

  return (
    <DialogForm
      title={shown}
      submit={t('common:actions.save')}
      busy={edit.busy}
      problem={problem}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <LocalizedField
        label={t('admin:categories.name')}
        error={unnamed ? t('errors:rule.required') : undefined}
        value={name}
        onChange={setName}
      />
      <ParentField names={names} value={parent} onChange={setParent} without={within} />
      <small>{t('admin:codeField.fixed', { code })}</small>
      <div className="row">
        {retired === true ? (
          <Button
            small
            kind="quiet"
            onClick={() =>
              void change(
                restore(new Set([code])),
                t('admin:categories.restored', { name: shown }),
                retire(new Set([code])),
              )
            }
          >
            {t('admin:categories.restore')}
          </Button>
        ) : (
          <>
            {([-1, 1] as const).map((by) => (
              <Button
                key={by}
                small
                kind="quiet"
                disabled={edit.busy}
                onClick={() =>
                  void change(
                    shift(code, by),
                    t('admin:categories.shifted', { name: shown }),
                    shift(code, by === 1 ? -1 : 1),
                    true,
                  )
                }
              >
                {by === -1 ? t('admin:categories.earlier') : t('admin:categories.later')}
              </Button>
            ))}
            <Button
              small
              kind="quiet"
              onClick={() =>
                void change(
                  retire(within),
                  t('admin:categories.retiredNow', { name: shown }),
                  restore(within),
                )
              }
            >
              {t('admin:categories.retire', { count: within.size })}
            </Button>
          </>
        )}
      </div>
      <small role="status">{done}</small>
      <small>{t('admin:categories.retireHelp')}</small>
    </DialogForm>
  );
}
