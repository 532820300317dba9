/** Responses of a file, signed by their source. A response is immutable: what is here already stays as it is. */
import { responseDocId } from '../../../src/domain/ids.ts';
import { sealItem } from '../../../src/domain/seal.ts';
import type { Cases } from '../../cases/cases.ts';
import type { BatchCounts } from './complaint-batch.ts';
import { importedUuid } from './ids.ts';
import type { KnownRecords } from './known-records.ts';
import type { PlannedResponse } from './response-row.ts';
import type { SignedDoc, Source } from './source.ts';

export interface ResponseTarget {
  readonly cases: Cases;
  readonly source: string;
  readonly known: KnownRecords;
}

/** @param source null: a dry run, which only counts */
export async function importResponses(
  { cases, source: name, known }: ResponseTarget,
  source: Source | null,
  batch: readonly PlannedResponse[],
): Promise<BatchCounts> {
  const planned = batch.map((one) => ({
    ...one,
    id: known.get(one.external) ?? importedUuid(one.time, name, one.external, 'response'),
  }));
  const written = planned.filter(({ external }) => known.get(external) !== undefined);
  const docs = await cases.context.stores.data.getMany(written.map(({ id }) => responseDocId(id)));
  const here = new Set(docs.flatMap((doc) => doc?._id ?? []));
  const fresh = planned.filter(({ id }) => !here.has(responseDocId(id)));
  if (source !== null && fresh.length > 0) {
    await known.add(
      fresh.flatMap(({ external, id }) =>
        known.get(external) === undefined ? [[external, id] as const] : [],
      ),
    );
    const items: SignedDoc[] = [];
    for (const { id, content } of fresh) {
      const item = await sealItem({ _id: responseDocId(id), ...content }, source.next(), source.crypto);
      await source.append({ ...item });
      items.push({ ...item });
    }
    await source.deliver(items);
  }
  return { added: fresh.length, updated: 0, already: planned.length - fresh.length };
}
