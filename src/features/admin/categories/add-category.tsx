import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../../ui/text-field.tsx';
import type { Refusal } from '../server/call.ts';
import type { CategoryNames } from './category-names.ts';
import { DialogForm } from './dialog-form.tsx';
import { MAX_NAME } from './lines.ts';
import { ParentField } from './parent-field.tsx';
import { addTo } from './tree.ts';
import type { EditCategories } from './use-categories.ts';

export interface AddCategoryProps {
  readonly names: CategoryNames;
  readonly edit: EditCategories;
  /** where the last one went */
  readonly parent: string | null;
  readonly onParent: (parent: string | null) => void;
  readonly onClose: () => void;
}

const NONE: ReadonlySet<string> = new Set();

/** Adds one after another: each is saved before the next is typed. */
export function AddCategory({ names, edit, parent, onParent, onClose }: AddCategoryProps) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const [error, setError] = useState<string | undefined>();
  const [problem, setProblem] = useState<Refusal | null>(null);
  const [done, setDone] = useState<string | null>(null);

  const add = async (): Promise<void> => {
    const text = name.trim();
    let known = false;
    setDone(null);
    setError(text === '' ? t('errors:rule.required') : undefined);
    if (text === '') {
      input.current?.focus();
      return;
    }
    const applied = await edit.apply((categories) => {
      const result = addTo(categories, parent, [{ name: { default: text }, depth: 0 }]);
      known = result.known.length > 0;
      return known ? categories : result.categories;
    });
    setProblem(applied.ok ? null : applied.problem);
    input.current?.focus();
    if (!applied.ok) return;
    if (known) {
      setError(t('admin:categories.known', { name: text }));
      return;
    }
    setDone(text);
    setName('');
  };

  return (
    <DialogForm
      title={t('admin:categories.new')}
      submit={t('common:actions.add')}
      close={t('common:actions.close')}
      busy={edit.busy}
      problem={problem}
      onSubmit={() => void add()}
      onClose={onClose}
    >
      <TextField
        ref={input}
        autoFocus
        autoComplete="off"
        maxLength={MAX_NAME}
        label={t('admin:categories.name')}
        help={t('admin:categories.nameHelp')}
        error={error}
        value={name}
        onChange={setName}
      />
      <ParentField names={names} value={parent} onChange={onParent} without={NONE} />
      <div role="status">{done !== null && t('admin:categories.addedOne', { name: done })}</div>
    </DialogForm>
  );
}
