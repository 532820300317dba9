/** A device as stored: `device:<id>`, in the accounts' database, never leaving it as a document. */
import * as v from 'valibot';
import { branchId, deviceId, personId } from '../../src/domain/ids.ts';
import type { BranchId, RegionId } from '../../src/domain/ids.ts';
import type { DeviceRecord } from './identity.ts';

/** Just what a public key is made of: a private half that somebody sends is not kept. */
const publicJwk = v.object({ kty: v.literal('EC'), crv: v.literal('P-256'), x: v.string(), y: v.string() });
export type PublicJwk = v.InferOutput<typeof publicJwk>;

export const deviceDoc = v.looseObject({
  _id: v.string(),
  _rev: v.optional(v.string()),
  type: v.literal('device'),
  v: v.literal(1),
  device: deviceId,
  kind: v.picklist(['person', 'kiosk', 'source']),
  label: v.string(),
  code: v.string(),
  publicKey: v.nullable(publicJwk),
  person: v.nullable(personId),
  account: v.nullable(v.string()),
  branch: v.nullable(branchId),
  surveys: v.array(v.string()),
  enrolled: v.nullable(v.number()),
  revoked: v.nullable(v.number()),
  /** a kiosk's one-time code: its digest, until it is used */
  pending: v.nullable(v.object({ digest: v.string(), expires: v.number() })),
});
export type DeviceDoc = v.InferOutput<typeof deviceDoc>;

export const deviceDocId = (id: string): string => `device:${id}`;

/** @param regionOf where the registry says that a branch is now */
export function deviceRecord(doc: DeviceDoc, regionOf: (branch: BranchId) => RegionId | null): DeviceRecord {
  return {
    id: doc.device,
    kind: doc.kind,
    label: doc.label,
    code: doc.code,
    publicKey: doc.publicKey,
    person: doc.person,
    account: doc.account,
    branch: doc.branch,
    region: doc.branch === null ? null : regionOf(doc.branch),
    surveys: doc.surveys,
    enrolled: doc.enrolled,
    revoked: doc.revoked,
  };
}
