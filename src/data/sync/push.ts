/**
 * What is in the outbox goes up in batches, in the order in which it was made, and each item gets its verdict. An answer
 * that is lost or makes no sense changes nothing here: the same items go up again, and the server confirms them again.
 */
import * as v from 'valibot';
import type { Outbox, OutboxItem } from '../outbox/outbox.ts';
import type { Verdict } from '../outbox/marks.ts';
import type { Call, CallFailure } from './http.ts';

export const BATCH = 100;
/** Milliseconds: admission and materialising of a batch on a busy server. */
const SILENCE = 60_000;

/** Whoever erased it had the right to. */
const ERASED = 'complaint.erased';

const verdict = v.union([
  v.object({
    id: v.string(),
    ok: v.literal(true),
    quarantined: v.optional(v.string()),
    setAside: v.optional(v.literal(true)),
  }),
  v.object({
    id: v.string(),
    error: v.string(),
    reason: v.optional(v.string()),
    field: v.optional(v.string()),
    rule: v.optional(v.string()),
  }),
]);
const answer = v.array(v.unknown());

/** @returns null: pushed all there was */
export async function push(
  outbox: Outbox,
  device: string,
  call: Call,
  signal: AbortSignal,
): Promise<CallFailure | null> {
  let size = BATCH;
  const tried = new Set<string>();
  for (;;) {
    const batch = outbox
      .waiting()
      .filter(({ _id }) => !tried.has(_id))
      .slice(0, size);
    if (batch.length === 0) return null;
    const failed = await pushBatch(batch, outbox, device, call, signal);
    if (failed === null) {
      for (const { _id } of batch) tried.add(_id);
      continue;
    }
    if (failed.kind !== 'refused' || !isAboutTheBatch(failed.status)) return failed;
    // The server will not have the batch as a whole: smaller ones, until the item is found that is at fault.
    if (batch.length > 1) size = Math.ceil(batch.length / 2);
    else {
      await outbox.judge(batch.map(({ _id }) => ({ id: _id, kind: 'held', reason: failed.code })));
      size = BATCH;
    }
  }
}

/** Too large, malformed, unprocessable; and not: not now, not you, not here. */
const isAboutTheBatch = (status: number): boolean => status === 400 || status === 413 || status === 422;

async function pushBatch(
  batch: readonly OutboxItem[],
  outbox: Outbox,
  device: string,
  call: Call,
  signal: AbortSignal,
): Promise<CallFailure | null> {
  const answered = await call('/sync/redress_data/_bulk_docs', {
    method: 'POST',
    body: { docs: batch.map(({ _rev, ...doc }) => doc) },
    headers: { 'redress-waiting': String(stillHere(outbox, batch)) },
    signal,
    silence: SILENCE,
  });
  if (!answered.ok) return answered;
  const seq = Number(answered.headers.get('redress-seq') ?? 0);
  if (Number.isSafeInteger(seq) && seq > 0) await outbox.raise(device, seq);
  const parsed = v.safeParse(answer, await answered.json().catch(() => null));
  if (!parsed.success || parsed.output.length !== batch.length) return { ok: false, kind: 'malformed' };
  const verdicts = batch.map((item, index) => verdictOn(item, parsed.output[index]));
  if (verdicts.includes(null)) return { ok: false, kind: 'malformed' };
  const known = verdicts.filter((one) => one !== null);
  await outbox.judge(known);
  return null;
}

/** What this device will hold that the server does not, should it take this batch. */
const stillHere = (outbox: Outbox, batch: readonly OutboxItem[]): number =>
  outbox.waiting().length + outbox.held().length - batch.length;

/** An event comes back within its complaint, unless it was set aside; a response never does, and evidence only to some. */
const comesBack = (id: string, setAside: boolean): boolean => id.startsWith('event:') && !setAside;

/** @returns null: an answer about something else */
function verdictOn(item: OutboxItem, said: unknown): Verdict | null {
  const parsed = v.safeParse(verdict, said);
  if (!parsed.success || parsed.output.id !== item._id) return null;
  const { output } = parsed;
  if ('ok' in output) {
    return output.quarantined === undefined
      ? {
          id: item._id,
          kind: 'confirmed',
          ...(comesBack(item._id, output.setAside === true) ? {} : { forGood: true }),
        }
      : { id: item._id, kind: 'held', reason: output.quarantined };
  }
  const { reason, error, field, rule } = output;
  // an event keeps its place in the log without its body; evidence is nothing without its bytes
  if (reason === ERASED && item['body'] !== undefined) return { id: item._id, kind: 'erased' };
  if (reason === ERASED) return { id: item._id, kind: 'confirmed', forGood: true };
  return {
    id: item._id,
    kind: 'held',
    reason: reason ?? error,
    ...(field === undefined ? {} : { field }),
    ...(rule === undefined ? {} : { rule }),
  };
}
