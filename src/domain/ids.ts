/**
 * Ids are `type:uuidv7`: sequential, so that a B-tree grows at one end, and without any personal detail.
 * Events, parties and evidence carry the bare uuid of their complaint, so that a range of ids is a complaint.
 */
import * as v from 'valibot';

declare const brand: unique symbol;
/** A record of names, so that a brand can be refined: a `ComplaintId` is a `Uuid`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: { readonly [K in Name]: true } };

/** A bare version 7 UUID (RFC 9562, section 5.7), lower case. */
export type Uuid = Brand<string, 'Uuid'>;
export type ComplaintId = Brand<Uuid, 'ComplaintId'>;
/** The bare uuid of an event within its complaint; `after` and `settled` name events by it. */
export type EventUuid = Brand<Uuid, 'EventUuid'>;
export type PersonId = Brand<string, 'PersonId'>;
export type DeviceId = Brand<string, 'DeviceId'>;
export type BranchId = Brand<string, 'BranchId'>;
export type RegionId = Brand<string, 'RegionId'>;

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Codes of reference data (branches, regions, categories, people, devices): short, printable, no separators of ours. */
const codePattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

const branded = <Name extends string>(pattern: RegExp, rule: string) =>
  v.pipe(
    v.string(),
    v.regex(pattern, rule),
    v.transform((text) => text as Brand<string, Name>),
  );

export const uuid = v.pipe(
  v.string(),
  v.regex(uuidPattern, 'id.uuid'),
  v.transform((text) => text as Uuid),
);
export const complaintId = v.pipe(
  uuid,
  v.transform((id) => id as ComplaintId),
);
export const eventUuid = v.pipe(
  uuid,
  v.transform((id) => id as EventUuid),
);
export const personId = branded<'PersonId'>(codePattern, 'id.code');
export const deviceId = branded<'DeviceId'>(codePattern, 'id.code');
export const branchId = branded<'BranchId'>(codePattern, 'id.code');
export const regionId = branded<'RegionId'>(codePattern, 'id.code');

export const complaintDocId = (id: ComplaintId): string => `complaint:${id}`;
export const partyDocId = (id: ComplaintId): string => `party:${id}`;
export const eventDocId = (complaint: ComplaintId, event: EventUuid): string => `event:${complaint}:${event}`;
/** @param page from 0; the order of ids is that of pages */
export const logDocId = (complaint: ComplaintId, page: number): string =>
  `log:${complaint}:${String(page).padStart(6, '0')}`;
export const responseDocId = (id: Uuid): string => `response:${id}`;

/** The event's own uuid: the last part of `event:<complaint>:<uuid>`. */
export const eventUuidOf = (docId: string): EventUuid => docId.slice(docId.lastIndexOf(':') + 1) as EventUuid;
/** The type before the first colon: `complaint`, `event`, `region` … */
export const typeOf = (docId: string): string => docId.slice(0, Math.max(0, docId.indexOf(':')));
/** What follows the first colon. */
export const restOf = (docId: string): string => docId.slice(docId.indexOf(':') + 1);
