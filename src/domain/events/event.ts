/** One thing that happened to a complaint: immutable, signed, the truth that everything else is folded from. */
import * as v from 'valibot';
import { admitted, signedHeader } from '../signed.ts';
import { complaintId, eventUuid } from '../ids.ts';
import type { EventData, EventKind } from './data.ts';

const eventDocId = v.pipe(v.string(), v.regex(/^event:[0-9a-f-]{36}:[0-9a-f-]{36}$/, 'event.id'));

/** The envelope. `data` is checked per kind by `dataOf`; a kind that we don't know yet is kept and folds to nothing. */
export const complaintEvent = v.looseObject({
  ...signedHeader,
  _id: eventDocId,
  complaint: complaintId,
  kind: v.pipe(v.string(), v.regex(/^[a-z][A-Za-z]{1,39}$/, 'event.kind')),
  /** the heads of the complaint's log that its author had seen */
  after: v.pipe(v.array(eventUuid), v.maxLength(64, 'event.after')),
  data: v.record(v.string(), v.unknown()),
  admitted: v.optional(admitted),
});
export type ComplaintEvent = v.InferOutput<typeof complaintEvent>;

/** What an author decides; the device's chain, clock and signature are added when it is sealed. */
export interface EventDraft<K extends EventKind = EventKind> {
  readonly kind: K;
  readonly data: EventData<K>;
  /** what a person typed, without salt */
  readonly body?: Readonly<Record<string, unknown>>;
}
