/**
 * What was well signed and yet is not for the server to decide: out of its author's reach by the time it came, or of a
 * complaint that never came. Kept whole as `quarantine:<id>`, unreadable to the sender, until a manager lets it in or
 * sets it aside; set aside, it is still kept.
 */
import type { Admitted } from '../../src/domain/signed.ts';
import type { BranchId, RegionId } from '../../src/domain/ids.ts';
import type { QuarantinedItem } from '../contract/sync.ts';
import type { NewDoc, StoredDoc } from '../store/store.ts';
import { typeOf } from '../../src/domain/ids.ts';

export interface QuarantineDoc {
  readonly _id: string;
  readonly type: 'quarantine';
  readonly v: 1;
  readonly item: Readonly<Record<string, unknown>> & { readonly _id: string };
  readonly reason: string;
  /** what it is admitted with, should a manager let it in */
  readonly admitted: Admitted;
  /** where it is decided; null: nowhere known, any manager decides */
  readonly branch: BranchId | null;
  readonly region: RegionId | null;
  readonly state: 'waiting' | 'admitted' | 'setAside';
  readonly decided: { readonly by: string; readonly at: number } | null;
}

/** Where an item is decided. @property branch null: the whole region's */
export interface DecidedAt {
  readonly branch: BranchId | null;
  readonly region: RegionId;
}

export const quarantineId = (itemId: string): string => `quarantine:${itemId}`;

export function quarantineDoc(
  item: Readonly<Record<string, unknown>> & { readonly _id: string },
  reason: string,
  admitted: Admitted,
  place: DecidedAt | null,
): NewDoc {
  return {
    _id: quarantineId(item._id),
    type: 'quarantine',
    v: 1,
    item,
    reason,
    admitted,
    branch: place?.branch ?? null,
    region: place?.region ?? null,
    state: 'waiting',
    decided: null,
  } satisfies QuarantineDoc;
}

export const asQuarantine = (doc: StoredDoc): QuarantineDoc & { _rev: string } =>
  doc as unknown as QuarantineDoc & { _rev: string };

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** As a manager's list shows it: nothing that was typed. */
export function listed(doc: QuarantineDoc): QuarantinedItem {
  const { item } = doc;
  return {
    id: doc._id,
    item: item._id,
    type: typeOf(item._id),
    kind: textOrNull(item['kind']),
    reason: doc.reason,
    person: textOrNull(item['by']),
    device: String(item['device']),
    seen: doc.admitted.seen,
    complaint: textOrNull(item['complaint']),
    branch: doc.branch,
  };
}
