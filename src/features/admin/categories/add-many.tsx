import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/use-language.ts';
import { TextArea } from '../../../ui/text-area.tsx';
import type { Refusal } from '../server/call.ts';
import type { CategoryNames } from './category-names.ts';
import { DialogForm } from './dialog-form.tsx';
import { MAX_NAME, parseLines } from './lines.ts';
import { ParentField } from './parent-field.tsx';
import { MAX_CATEGORIES, addTo } from './tree.ts';
import type { Categories } from './tree.ts';
import type { Applied, EditCategories } from './use-categories.ts';

export interface AddManyProps {
  readonly names: CategoryNames;
  readonly edit: EditCategories;
  readonly categories: Categories;
  readonly parent: string | null;
  readonly onParent: (parent: string | null) => void;
  readonly onClose: () => void;
  readonly onAdded: (codes: readonly string[], applied: Applied) => void;
}

const NONE: ReadonlySet<string> = new Set();

/** A whole list at once, from a table or a document: what will come of it is said before it is saved. */
export function AddMany({ names, edit, categories, parent, onParent, onClose, onAdded }: AddManyProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [text, setText] = useState('');
  const [tried, setTried] = useState(false);
  const [problem, setProblem] = useState<Refusal | null>(null);
  // Thousands of lines take a while to read: the field takes what is typed meanwhile.
  const read = useDeferredValue(text);
  const { news, tooLong } = useMemo(() => parseLines(read), [read]);
  const preview = useMemo(() => addTo(categories, parent, news), [categories, parent, news]);

  const fault = (): string | undefined => {
    if (tooLong.length > 0) {
      const lines = formats.list(tooLong.slice(0, 5).map((line) => formats.number(line)));
      return t('admin:many.tooLong', { lines, limit: MAX_NAME, count: tooLong.length });
    }
    if (preview.categories.length > MAX_CATEGORIES)
      return t('errors:rule.tooMany', { count: MAX_CATEGORIES });
    if (news.length === 0) return t('errors:rule.required');
    return preview.added.length === 0 ? t('admin:many.allKnown') : undefined;
  };
  const add = async (): Promise<void> => {
    setTried(true);
    if (read !== text || fault() !== undefined) return;
    let added: readonly string[] = [];
    const applied = await edit.apply((now) => {
      const result = addTo(now, parent, news);
      ({ added } = result);
      return result.categories;
    });
    setProblem(applied.ok ? null : applied.problem);
    if (applied.ok) onAdded(added, applied);
  };

  return (
    <DialogForm
      title={t('admin:many.title')}
      submit={t('common:actions.add')}
      busy={edit.busy}
      problem={problem}
      onSubmit={() => void add()}
      onClose={onClose}
    >
      <TextArea
        autoFocus
        rows={8}
        label={t('admin:many.label')}
        help={t('admin:many.help')}
        error={tried ? fault() : undefined}
        value={text}
        onChange={setText}
      />
      <ParentField names={names} value={parent} onChange={onParent} without={NONE} />
      <div role="status">
        {news.length > 0 && <p>{t('admin:many.will', { count: preview.added.length })}</p>}
        {preview.known.length > 0 && <small>{t('admin:many.known', { count: preview.known.length })}</small>}
      </div>
    </DialogForm>
  );
}
