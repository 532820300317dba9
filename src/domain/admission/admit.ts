/**
 * Admission: one verdict for each item that a device pushes. Only what is malformed, forged or out of reach is refused;
 * a wrong clock, a gap or an act that was not entitled never is. Pure: all that is known comes through the context.
 */
import type { FoldedComplaint } from '../complaint.ts';
import { assigneeFlags, closesCycle, MAX_LOG, placeFault } from './event.ts';
import { authorBelongs, bodyFault, makesType, signatureFault, suspicion } from './authorship.ts';
import { chainFlags } from './chain.ts';
import type { Flag, Quarantine, Refusal } from './codes.ts';
import type { AdmissionContext, KnownAccount, KnownDevice } from './context.ts';
import { parseItem } from './item.ts';
import type { Item, Parsed } from './item.ts';
import { reachFinding } from './reach.ts';
import type { Finding, Verdict } from './verdict.ts';

interface Examined {
  readonly finding: Finding | null;
  readonly flags: readonly Flag[];
}

/**
 * @param input what came, without what the protocol adds (`_rev`, `_revisions`)
 * @returns the verdict; an item already in quarantine is `again` too: the caller knows where it keeps it
 */
export function admit(input: unknown, ctx: AdmissionContext): Promise<Verdict> {
  return admitParsed(parseItem(input), ctx);
}

/** `admit` of an item that has been parsed already. */
export async function admitParsed(parsed: Parsed, ctx: AdmissionContext): Promise<Verdict> {
  if (!('item' in parsed)) {
    const { refuse: code, ...broken } = parsed;
    return { verdict: 'refuse', code, ...broken };
  }
  const { item } = parsed;
  const { doc } = item;
  const device = await ctx.device(doc.device);
  if (device === null) return refuse('device.unknown');
  if (!makesType(device, item)) return refuse('type.forbidden');
  if (!authorBelongs(item, device)) return refuse('device.person');

  const hash = await ctx.hasher.sha256(item.canonical.sealed);
  const known = await ctx.chain(doc.device, doc.seq);
  const stored = await ctx.hashOf(doc._id);
  // The same header and signature have been examined before: nothing to verify again.
  if (stored === hash || known.some((link) => link.hash === hash)) return { verdict: 'again', hash };

  const forged = await signatureFault(item, device, ctx);
  if (forged !== null) return refuse(forged);
  if (stored !== null) return refuse('id.taken');

  const account = doc.by === null ? null : await ctx.account(doc.by);
  const { finding, flags } = await examine(item, device, account, ctx);
  if (finding !== null && 'refuse' in finding) return refuse(finding.refuse);
  const all = [...(await chainFlags(doc, hash, known, device, ctx)), ...flags];
  const admitted = {
    seen: ctx.now,
    via: ctx.via,
    role: device.kind === 'person' ? (account?.role ?? '') : device.kind,
    remedyLimit: device.kind === 'person' ? (account?.remedyLimit ?? null) : null,
    flags: all,
  };
  if (finding !== null) return { verdict: 'quarantine', code: finding.quarantine, hash, admitted };
  return { verdict: 'admit', flags: all, hash, admitted };
}

const refuse = (code: Refusal): Verdict => ({ verdict: 'refuse', code });
const refused = (code: Refusal): Examined => ({ finding: { refuse: code }, flags: [] });

async function examine(
  item: Item,
  device: KnownDevice,
  account: KnownAccount | null,
  ctx: AdmissionContext,
): Promise<Examined> {
  const suspect = suspicion(item, device, ctx.now);
  if (item.type === 'response') {
    const fault = await bodyFault(item, false, ctx);
    if (fault !== null) return refused(fault);
    return { finding: suspect ?? notShown(item, device), flags: [] };
  }
  const { complaint: id } = item.doc;
  const complaint = await ctx.complaint(id);
  const within = withinReach(item, device, account, complaint, ctx);
  // First of all, of what is there: whoever has no reach of a complaint is not told what has become of it.
  if (complaint !== null && within !== null && 'refuse' in within) return { finding: within, flags: [] };
  const erased = await ctx.isErased(id);
  if (erased && item.type === 'evidence') return refused('complaint.erased');
  const fault =
    (await bodyFault(item, erased, ctx)) ?? (item.type === 'event' ? await placeFault(item.doc, ctx) : null);
  if (fault !== null) return refused(fault);
  if (item.type === 'event' && closesCycle(item.doc, complaint)) return refused('after.cycle');

  if (within !== null && 'refuse' in within) return { finding: within, flags: [] };
  const flags = item.type === 'event' ? await assigneeFlags(item.doc, complaint, ctx) : [];
  return { finding: suspect ?? within ?? full(complaint), flags };
}

const quarantine = (code: Quarantine): Finding => ({ quarantine: code });

const full = (complaint: FoldedComplaint | null): Finding | null =>
  complaint !== null && (complaint.earlier?.count ?? 0) + complaint.log.length >= MAX_LOG
    ? quarantine('quarantine.logFull')
    : null;

/** A survey comes from the kiosk's enrolment, not from what it claims. */
function notShown({ doc }: Extract<Item, { type: 'response' }>, device: KnownDevice): Finding | null {
  if (device.kind !== 'kiosk') return null;
  return device.surveys.includes(doc.survey.replace(/:[0-9]+$/, ''))
    ? null
    : quarantine('quarantine.surveyNotShown');
}

/** A source has no reach of its own: whoever may run an import has been asked before. */
function withinReach(
  item: Extract<Item, { type: 'event' | 'evidence' }>,
  device: KnownDevice,
  account: KnownAccount | null,
  complaint: Parameters<typeof reachFinding>[3],
  ctx: AdmissionContext,
): Finding | null {
  if (device.kind !== 'person') {
    const begins = item.type === 'event' && item.doc.kind === 'received';
    return complaint === null && !begins ? quarantine('quarantine.noComplaint') : null;
  }
  const author = item.doc.by;
  if (author === null) return { refuse: 'device.person' };
  // An account that is gone altogether: its enrolment shows that there was one.
  if (account === null) return quarantine('quarantine.reachLost');
  return reachFinding(item, account, author, complaint, ctx);
}
