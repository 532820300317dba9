/**
 * An item's place in what its device has made. Gaps are no fault (completeness shows them); what contradicts the chain
 * is admitted and flagged, never refused: a flag can be looked into, a refused record is gone from the figures.
 */
import type { Signed } from '../seal.ts';
import type { Flag } from './codes.ts';
import type { AdmissionContext, ChainLink, KnownDevice } from './context.ts';

const none: readonly ChainLink[] = [];

/** @param known what has arrived under the item's own number: not it, for that would be a repetition */
export async function chainFlags(
  doc: Signed,
  hash: string,
  known: readonly ChainLink[],
  device: KnownDevice,
  ctx: AdmissionContext,
): Promise<readonly Flag[]> {
  const before = doc.seq === 1 ? none : await ctx.chain(doc.device, doc.seq - 1);
  const next = await ctx.chain(doc.device, doc.seq + 1);
  const flags: Flag[] = [];
  if (isBackdated(doc, hash, before, next, device)) flags.push('backdated');
  if (isBroken(doc, hash, before, next)) flags.push('chain.broken');
  if (known.length > 0) flags.push('seq.twice');
  return flags;
}

function isBroken(
  doc: Signed,
  hash: string,
  before: readonly ChainLink[],
  next: readonly ChainLink[],
): boolean {
  if (doc.seq === 1 ? doc.prev !== null : doc.prev === null) return true;
  if (before.length > 0 && !before.some((link) => link.hash === doc.prev)) return true;
  return next.length > 0 && !next.some((link) => link.prev === hash);
}

/**
 * Stamped before a mark that the device had given earlier, or before its own previous item: a clock of ours only goes
 * forward. An item that arrives late but whose successor names it is exempt: it was made before that one, provably.
 */
function isBackdated(
  doc: Signed,
  hash: string,
  before: readonly ChainLink[],
  next: readonly ChainLink[],
  { mark }: KnownDevice,
): boolean {
  if (before.some((link) => link.at > doc.at)) return true;
  return mark !== null && doc.at < mark && !next.some((link) => link.prev === hash);
}
