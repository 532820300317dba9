import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category } from '../../../domain/registry.ts';
import { useFormats } from '../../../i18n/use-language.ts';
import { Button } from '../../../ui/button.tsx';
import { Chip } from '../../../ui/chip.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import type { CategoryNames } from './category-names.ts';
import type { Node } from './tree.ts';
import styles from './category-tree.module.css';

interface Shared {
  readonly names: CategoryNames;
  readonly onEdit: (category: Category) => void;
}

/** So many are drawn at once: a list of thousands is searched, and who scrolls asks for more. */
const PORTION = 100;

function usePortion<T>(all: readonly T[]): {
  readonly shown: readonly T[];
  readonly more: (() => void) | null;
} {
  const [count, setCount] = useState(PORTION);
  return { shown: all.slice(0, count), more: all.length > count ? () => setCount(count + PORTION) : null };
}

function More({ onMore }: { readonly onMore: (() => void) | null }) {
  const { t } = useTranslation();
  if (onMore === null) return null;
  return (
    <li>
      <Button small kind="plain" onClick={onMore}>
        {t('admin:categories.more')}
      </Button>
    </li>
  );
}

/** Levels that open; what is closed isn't drawn. */
export function CategoryTree({ nodes, ...shared }: Shared & { readonly nodes: readonly Node[] }) {
  const { shown, more } = usePortion(nodes);
  return (
    <ul className={styles.level}>
      {shown.map((node) => (
        <Branch key={node.category.code} node={node} {...shared} />
      ))}
      <More onMore={more} />
    </ul>
  );
}

function Branch({ node, ...shared }: Shared & { readonly node: Node }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { category, children } = node;
  const name = shared.names.name(category.code);
  return (
    <li>
      <div className={styles.row}>
        {children.length > 0 ? (
          <button
            type="button"
            className={classNames(styles.toggle, open && styles.open)}
            aria-expanded={open}
            aria-controls={id}
            aria-label={t('admin:categories.below', { name, count: children.length })}
            onClick={() => setOpen(!open)}
          >
            <Icon name="forward" size="small" />
            <span className="num">{formats.number(children.length)}</span>
          </button>
        ) : (
          <span className={styles.leaf} />
        )}
        <Name category={category} {...shared} />
      </div>
      <div id={id} hidden={!open} className={styles.below}>
        {open && <CategoryTree nodes={children} {...shared} />}
      </div>
    </li>
  );
}

/** What a search found, each with what it belongs to. */
export function CategoryMatches({ found, ...shared }: Shared & { readonly found: readonly Category[] }) {
  const { shown, more } = usePortion(found);
  return (
    <ul className={styles.level}>
      {shown.map((category) => (
        <li key={category.code} className={styles.row}>
          <Name category={category} detail={shared.names.above(category.code)} {...shared} />
        </li>
      ))}
      <More onMore={more} />
    </ul>
  );
}

function Name({
  category,
  detail = '',
  names,
  onEdit,
}: Shared & { readonly category: Category; readonly detail?: string }) {
  const { t } = useTranslation();
  return (
    <button type="button" className={styles.name} onClick={() => onEdit(category)}>
      <span className={styles.text}>
        <bdi>{names.name(category.code)}</bdi>
        {detail !== '' && <small>{detail}</small>}
      </span>
      {category.retired === true && <Chip>{t('admin:categories.retired')}</Chip>}
      <Icon name="edit" size="small" />
    </button>
  );
}
