/** Whether an item is by whom it says it is. The session that carries it plays no part. */
import { effectiveMs } from '../hlc.ts';
import type { Refusal } from './codes.ts';
import type { AdmissionContext, Enrolment, KnownDevice } from './context.ts';
import type { Item } from './item.ts';
import type { Finding } from './verdict.ts';

const made: Record<KnownDevice['kind'], readonly Item['type'][]> = {
  person: ['event', 'evidence'],
  kiosk: ['response'],
  source: ['event', 'evidence', 'response'],
};

export const makesType = (device: KnownDevice, item: Item): boolean => made[device.kind].includes(item.type);

function enrolmentsOf({ doc }: Item, device: KnownDevice): readonly Enrolment[] {
  return device.enrolments.filter(({ person }) => person === doc.by);
}

/** Somebody was enrolled at some time; when, is not asked of a clock that may be wrong. */
export function authorBelongs(item: Item, device: KnownDevice): boolean {
  if (device.kind !== 'person') return item.doc.by === null;
  return enrolmentsOf(item, device).length > 0;
}

/** What a stolen phone signs, or one from which somebody has been signed out for good, a manager looks at first. */
export function suspicion(item: Item, device: KnownDevice, now: number): Finding | null {
  if (device.revoked) return { quarantine: 'quarantine.deviceRevoked' };
  if (device.kind !== 'person') return null;
  const at = effectiveMs(item.doc.at, now);
  const open = enrolmentsOf(item, device).some(({ until }) => until === null || at < until);
  return open ? null : { quarantine: 'quarantine.enrolmentEnded' };
}

export async function signatureFault(
  item: Item,
  device: KnownDevice,
  ctx: AdmissionContext,
): Promise<Refusal | null> {
  const valid = await ctx.verifier.verify(device.publicKey, item.canonical.header, item.doc.sig);
  return valid ? null : 'signature.invalid';
}

/** @param erased of an erased complaint no body is taken any more, and none is missed */
export async function bodyFault(
  { doc, canonical }: Item,
  erased: boolean,
  ctx: AdmissionContext,
): Promise<Refusal | null> {
  if (canonical.body === null) return doc.bodyHash === null || erased ? null : 'body.missing';
  if (doc.bodyHash === null) return 'body.unexpected';
  if (erased) return 'complaint.erased';
  return (await ctx.hasher.sha256(canonical.body)) === doc.bodyHash ? null : 'body.hash';
}
