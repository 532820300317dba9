/** Complaints of a file as signed events of their source: only what is not here yet is made. */
import type { ComplaintDoc } from '../../../src/domain/complaint.ts';
import type { EventKind } from '../../../src/domain/events/data.ts';
import { complaintDocId, eventDocId, eventUuidOf } from '../../../src/domain/ids.ts';
import type { ComplaintId, EventUuid, Uuid } from '../../../src/domain/ids.ts';
import { sealEvent } from '../../../src/domain/seal.ts';
import type { Cases } from '../../cases/cases.ts';
import type { Categories } from './categories.ts';
import type { PlannedComplaint } from './complaint-row.ts';
import { importedUuid, timeOf } from './ids.ts';
import type { KnownRecords } from './known-records.ts';
import { writeCategories } from './registry.ts';
import type { SignedDoc, Source } from './source.ts';

export interface BatchCounts {
  /** records that were not here */
  readonly added: number;
  /** records that were here, of which the file knows more than before */
  readonly updated: number;
  /** records that were here just so */
  readonly already: number;
}

interface Found {
  readonly planned: PlannedComplaint;
  readonly complaint: ComplaintId;
  readonly doc: ComplaintDoc | null;
  /** parts that the log lacks */
  readonly drafts: PlannedComplaint['drafts'];
}

export interface ComplaintTarget {
  readonly cases: Cases;
  readonly source: string;
  readonly known: KnownRecords;
  readonly categories: Categories;
}

const eventIdOf = (complaint: Uuid, source: string, external: string, kind: string): EventUuid =>
  importedUuid(timeOf(complaint), source, external, kind) as EventUuid;

async function find(
  { cases, source, known }: ComplaintTarget,
  batch: readonly PlannedComplaint[],
): Promise<Found[]> {
  const ids = batch.map(
    ({ external, time }) =>
      (known.get(external) ?? importedUuid(time, source, external, 'complaint')) as ComplaintId,
  );
  // What was never planned can't be here: a first import reads nothing.
  const docs = batch.some(({ external }) => known.get(external) !== undefined)
    ? await cases.context.stores.data.getMany(ids.map(complaintDocId))
    : [];
  const found: Found[] = [];
  for (const [at, planned] of batch.entries()) {
    const complaint = ids[at] as ComplaintId;
    const doc = (docs[at] ?? null) as unknown as ComplaintDoc | null;
    const made = (kind: EventKind): EventUuid => eventIdOf(complaint, source, planned.external, kind);
    const logged = await loggedOf(
      cases,
      doc,
      planned.drafts.map(({ kind }) => made(kind)),
    );
    const drafts = planned.drafts.filter(({ kind }) => !logged.has(made(kind)));
    found.push({ planned, complaint, doc, drafts });
  }
  return found;
}

/** Which of these are here: in the log, or, of what a long one no longer carries, among the events. */
async function loggedOf(
  { context }: Cases,
  doc: ComplaintDoc | null,
  ids: readonly EventUuid[],
): Promise<ReadonlySet<EventUuid>> {
  const logged = new Set(doc?.log.map(({ event }) => eventUuidOf(event._id)));
  if (doc?.earlier === undefined) return logged;
  const events = await context.stores.data.getMany(ids.map((id) => eventDocId(doc.complaint, id)));
  for (const event of events) if (event !== null) logged.add(eventUuidOf(event._id));
  return logged;
}

async function seal(
  source: Source,
  name: string,
  { planned, complaint, doc, drafts }: Found,
): Promise<SignedDoc[]> {
  const sealed: SignedDoc[] = [];
  let after: readonly EventUuid[] = doc?.heads ?? [];
  for (const draft of drafts) {
    const id = eventIdOf(complaint, name, planned.external, draft.kind);
    const event = await sealEvent(draft, { complaint, id, after }, source.next(), source.crypto);
    await source.append(event);
    sealed.push(event);
    after = [id];
  }
  return sealed;
}

/** @param source null: a dry run, which only counts */
export async function importComplaints(
  target: ComplaintTarget,
  source: Source | null,
  batch: readonly PlannedComplaint[],
): Promise<BatchCounts> {
  const found = await find(target, batch);
  for (const { path } of batch) target.categories.add(path);
  if (source !== null) {
    await target.known.add(
      found.flatMap(({ planned, complaint }) =>
        target.known.get(planned.external) === undefined ? [[planned.external, complaint] as const] : [],
      ),
    );
    // Before the complaints: a code without a name is shown to nobody.
    if (target.categories.takeUnwritten()) await writeCategories(target.cases, target.categories);
    const items: SignedDoc[] = [];
    for (const one of found) items.push(...(await seal(source, target.source, one)));
    if (items.length > 0) await source.deliver(items);
  }
  const added = found.filter(({ doc }) => doc === null).length;
  const already = found.filter(({ doc, drafts }) => doc !== null && drafts.length === 0).length;
  return { added, already, updated: found.length - added - already };
}
