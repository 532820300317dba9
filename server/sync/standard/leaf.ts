/** One document as CouchDB gives it: our documents have one leaf each, and only its body is kept. */
import type { DocWithRevisions } from '../../store/store.ts';
import type { Options } from './query.ts';

const generation = (rev: string): number => Number(/^([1-9][0-9]{0,14})-/.exec(rev)?.[1] ?? 0);

/** Whether `rev` is the leaf or one of its ancestors, as far back as ancestry is kept. */
export function inAncestry({ _rev, _revisions }: DocWithRevisions, rev: string): boolean {
  if (rev === _rev) return true;
  if (_revisions === undefined) return false;
  const back = _revisions.start - generation(rev);
  return back > 0 && _revisions.ids[back] === rev.slice(rev.indexOf('-') + 1);
}

/** With what was asked for beside the content; there are no conflicts and no attachments to tell of. */
export function shown(doc: DocWithRevisions, options: Options): Record<string, unknown> {
  const { _revisions, ...content } = doc;
  const meta = options.flag('meta');
  const history = _revisions ?? { start: 1, ids: [] };
  const info = history.ids.map((id, back) => ({
    rev: `${history.start - back}-${id}`,
    status: back === 0 ? 'available' : 'missing',
  }));
  return {
    ...content,
    ...(options.flag('revs') ? { _revisions: history } : {}),
    ...(options.flag('revs_info') || meta ? { _revs_info: info } : {}),
  };
}

/**
 * @param rev asked for; undefined: whichever is current
 * @param latest whether what has come after `rev` will do
 */
export function leafOf(
  doc: DocWithRevisions | null,
  rev: string | undefined,
  latest: boolean,
): DocWithRevisions | null {
  if (doc === null || rev === undefined || rev === doc._rev) return doc;
  return latest && inAncestry(doc, rev) ? doc : null;
}
