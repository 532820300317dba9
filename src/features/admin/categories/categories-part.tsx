import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Page } from '../../../ui/page.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { useToast } from '../../../ui/toast-queue.ts';
import { matches } from '../forms/matches.ts';
import type { PartProps } from '../organisation/part-props.ts';
import type { Refusal } from '../server/call.ts';
import { Unread } from '../server/unread.tsx';
import { AddCategory } from './add-category.tsx';
import { AddMany } from './add-many.tsx';
import { useCategoryNames } from './category-names.ts';
import { CategoryMatches, CategoryTree } from './category-tree.tsx';
import { EditCategory } from './edit-category.tsx';
import { find, retire, treeOf } from './tree.ts';
import type { Change } from './tree.ts';
import { takeBack, useCategories } from './use-categories.ts';
import type { Applied } from './use-categories.ts';

type Open = 'add' | 'many' | { readonly edit: string } | null;

export function CategoriesPart({ organisation, data, nav }: PartProps) {
  const { t } = useTranslation();
  const toast = useToast();
  const { categories } = data;
  const names = useCategoryNames(categories);
  const edit = useCategories(organisation);
  const [words, setWords] = useState('');
  const [withRetired, setWithRetired] = useState(false);
  const [open, setOpen] = useState<Open>(null);
  const [parent, setParent] = useState<string | null>(null);
  const nodes = useMemo(() => treeOf(categories, withRetired), [categories, withRetired]);
  const found = useMemo(
    () =>
      words.trim() === ''
        ? []
        : categories.filter(
            ({ code, retired, name }) =>
              (withRetired || retired !== true) && matches(words, code, ...Object.values(name)),
          ),
    [categories, withRetired, words],
  );
  const edited = open !== null && typeof open === 'object' ? find(categories, open.edit) : undefined;
  const anyRetired = categories.some(({ retired }) => retired === true);

  const say = (text: string, applied: Applied, opposite: Change): void => {
    if (!applied.ok || applied.before === applied.after) return;
    toast({ text, undo: () => void edit.apply(takeBack(applied.before, applied.after, opposite)) });
  };
  const change = async (made: Change, text: string, opposite: Change): Promise<Refusal | null> => {
    const applied = await edit.apply(made);
    say(text, applied, opposite);
    return applied.ok ? null : applied.problem;
  };
  const close = (): void => setOpen(null);
  const onEdit = ({ code }: { readonly code: string }): void => setOpen({ edit: code });

  return (
    <Page
      title={t('admin:organisation.title')}
      lead={
        <>
          {nav}
          {categories.length > 0 && (
            <SearchField
              label={t('admin:categories.search')}
              placeholder={t('admin:categories.search')}
              value={words}
              onChange={setWords}
            />
          )}
        </>
      }
      bottom={
        <>
          <Button icon="add" onClick={() => setOpen('add')}>
            {t('admin:categories.add')}
          </Button>
          <Button kind="quiet" onClick={() => setOpen('many')}>
            {t('admin:many.open')}
          </Button>
        </>
      }
    >
      <Unread from={[organisation]} />
      {categories.length === 0 && (
        <EmptyState icon="list" title={t('admin:categories.none')}>
          {t('admin:categories.begin')}
        </EmptyState>
      )}
      {anyRetired && (
        <Checkbox label={t('admin:categories.showRetired')} checked={withRetired} onChange={setWithRetired} />
      )}
      {words.trim() !== '' && (
        <p role="status">
          {found.length === 0
            ? t('ui:search.nothing', { words })
            : t('admin:categories.found', { count: found.length })}
        </p>
      )}
      {words.trim() === '' && nodes.length > 0 && (
        <Card>
          <CategoryTree nodes={nodes} names={names} onEdit={onEdit} />
        </Card>
      )}
      {found.length > 0 && (
        <Card>
          <CategoryMatches key={words} found={found} names={names} onEdit={onEdit} />
        </Card>
      )}
      {open === 'add' && (
        <AddCategory names={names} edit={edit} parent={parent} onParent={setParent} onClose={close} />
      )}
      {open === 'many' && (
        <AddMany
          names={names}
          edit={edit}
          categories={categories}
          parent={parent}
          onParent={setParent}
          onClose={close}
          onAdded={(codes, applied) => {
            close();
            say(t('admin:many.added', { count: codes.length }), applied, retire(new Set(codes)));
          }}
        />
      )}
      {edited !== undefined && (
        <EditCategory
          key={edited.code}
          category={edited}
          categories={categories}
          names={names}
          edit={edit}
          onClose={close}
          onChange={change}
        />
      )}
    </Page>
  );
}
