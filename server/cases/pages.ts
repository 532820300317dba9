/** The continuations of long logs as the store has them. */
import { canonicalText } from '../../src/domain/canonical.ts';
import type { FoldedComplaint, LogDoc } from '../../src/domain/complaint.ts';
import type { ComplaintEvent } from '../../src/domain/events/event.ts';
import { lackedBy } from '../../src/domain/fold/lacking.ts';
import type { Page } from '../../src/domain/fold/long.ts';
import { logDocId } from '../../src/domain/ids.ts';
import type { ComplaintId } from '../../src/domain/ids.ts';
import type { NewDoc, Store, StoredDoc } from '../store/store.ts';
import { every } from './paging.ts';

export type StoredPage = LogDoc & StoredDoc;

export const pageDoc = (complaint: ComplaintId, { number, after, entries }: Page): LogDoc => ({
  _id: logDocId(complaint, number),
  type: 'log',
  v: 1,
  complaint,
  page: number,
  after,
  entries,
});

export async function readPages(data: Store, id: ComplaintId): Promise<StoredPage[]> {
  const pages: StoredPage[] = [];
  for await (const doc of every(data, `log:${id}:`)) pages.push(doc as unknown as StoredPage);
  return pages;
}

export const countPages = async (data: Store, id: ComplaintId): Promise<number> =>
  (await data.range({ from: `log:${id}:`, to: `log:${id}:\uffff` })).length;

export function same(stored: object | null | undefined, made: object): boolean {
  if (stored === null || stored === undefined) return false;
  const { _rev, ...content } = stored as StoredDoc;
  return canonicalText(content) === canonicalText(made);
}

/** @param stored what it replaces */
export const withRev = (
  made: { readonly _id: string },
  stored: { readonly _rev: string } | null | undefined,
): NewDoc => (stored ? { ...made, _rev: stored._rev } : { ...made });

/** Mostly all entries have moved, or none. */
const samePage = (stored: StoredPage | undefined, made: LogDoc): boolean =>
  stored?.entries[0]?.event._id === made.entries[0]?.event._id && same(stored, made);

/** What is to be written for the store to have these pages, and no others. */
export function pagesToWrite(stored: readonly StoredPage[], made: readonly LogDoc[]): NewDoc[] {
  const before = new Map(stored.map((page) => [page._id, page]));
  const ids = new Set(made.map(({ _id }) => _id));
  return [
    ...made
      .filter((page) => !samePage(before.get(page._id), page))
      .map((page) => withRev(page, before.get(page._id))),
    ...stored.filter(({ _id }) => !ids.has(_id)).map(({ _id, _rev }) => ({ _id, _rev, _deleted: true })),
  ];
}

/** Which of these events, as the store has them, a complaint does not contain. */
export const lacking = (
  data: Store,
  complaint: FoldedComplaint | null,
  events: readonly ComplaintEvent[],
): Promise<ComplaintEvent[]> =>
  lackedBy(complaint, events, async (page) => {
    if (complaint === null) return null;
    return (await data.get(logDocId(complaint.complaint, page))) as unknown as LogDoc | null;
  });
