/** A hundred thousand complaints of 1 kB, of which one branch has ten thousand, written as the server would have made them. */
import { uuidv7 } from 'uuidv7';
import { openStores } from '../../../server/store/open.ts';
import type { NewDoc } from '../../../server/store/store.ts';
import { FOLD_VERSION } from '../../../src/domain/complaint.ts';
import type { ComplaintDoc } from '../../../src/domain/complaint.ts';
import type {
  BranchId,
  ComplaintId,
  DeviceId,
  EventUuid,
  PersonId,
  RegionId,
} from '../../../src/domain/ids.ts';
import { complaintDocId, eventDocId } from '../../../src/domain/ids.ts';
import { fold } from '../../../src/domain/fold/fold.ts';
import { makeStamp } from '../../../src/domain/hlc.ts';
import { instantOf } from '../../../src/domain/time/moment.ts';
import { createZoneClock } from '../../../src/domain/time/zone.ts';

export interface Where {
  readonly dataDir: string;
  /** absent: the embedded store */
  readonly couchdbUrl?: string;
  readonly prefix?: string;
}

const BATCH = 1000;
const context = { policyOf: () => undefined, calendarOf: () => undefined, zone: createZoneClock() };

/** As admitted, but for its signature, which nobody verifies any more. */
function complaintOf(at: number, branch: string, by: PersonId): ComplaintDoc | null {
  const complaint = uuidv7() as ComplaintId;
  const now = Date.now() - at;
  const event = {
    _id: eventDocId(complaint, uuidv7() as EventUuid),
    v: 1 as const,
    complaint,
    kind: 'received',
    at: makeStamp(now, 0),
    seq: at + 1,
    device: 'bench' as DeviceId,
    by,
    prev: null,
    after: [],
    data: {
      reference: `BEN-${at}`,
      branch: branch as BranchId,
      region: 'north' as RegionId,
      channel: 'phone',
      category: ['repair'],
      wanted: ['repair'],
      received: instantOf(now),
      policy: 'policy:default:1',
    },
    bodyHash: null,
    sig: '',
    admitted: { seen: now, via: 'bench', role: 'field', remedyLimit: null, flags: [] },
  };
  const folded = fold([event], context);
  if (folded === null) return null;
  return { _id: complaintDocId(complaint), type: 'complaint', v: 1, foldVersion: FOLD_VERSION, ...folded };
}

/** @returns bytes of a document, on average */
export async function fill(where: Where, all: number, inScope: number, by: PersonId): Promise<number> {
  const stores = await openStores(where);
  let bytes = 0;
  try {
    for (let at = 0; at < all; at += BATCH) {
      const docs: NewDoc[] = [];
      for (let one = at; one < at + BATCH && one < all; one += 1) {
        // Spread evenly, as they would have come.
        const doc = complaintOf(one, one % (all / inScope) === 0 ? 'n1' : 'n2', by);
        if (doc !== null) docs.push({ ...doc });
      }
      bytes += JSON.stringify(docs).length;
      await stores.data.write(docs);
    }
  } finally {
    await stores.close();
  }
  return bytes / all;
}
