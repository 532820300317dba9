/** A folded complaint, from the state in which the fold ended. */
import type { Step } from '../codes.ts';
import { contestable } from '../complaint.ts';
import type { ContestedField, FoldedComplaint, LogEntry } from '../complaint.ts';
import type { ComplaintEvent } from '../events/event.ts';
import type { EventUuid } from '../ids.ts';
import { deadlines } from '../time/deadlines.ts';
import type { Deadlines } from '../time/deadlines.ts';
import type { FoldContext } from './context.ts';
import type { State } from './state.ts';

/** Beyond this nobody has a calendar, and a deadline could leave the years that a date can write. */
const LAST_RECEIVED = '9900';

function stepOf({ registers, decided, investigated, assessed }: State): Step {
  if ((registers.closed.held?.value ?? null) !== null) return 'closed';
  if (decided !== null) return 'decided';
  if (investigated !== null) return 'investigated';
  return assessed === null ? 'received' : 'assessed';
}

function deadlinesOf({ receipt, registers }: State, ctx: FoldContext): Deadlines {
  const policy = ctx.policyOf(receipt.policy);
  const calendar = ctx.calendarOf(registers.branch.held?.value.region ?? receipt.region);
  if (policy === undefined || calendar === undefined || receipt.received >= LAST_RECEIVED) {
    return { acknowledgeBy: null, respondBy: null };
  }
  const severity = registers.severity.held?.value ?? null;
  return deadlines({ received: receipt.received, severity, policy, calendar, zone: ctx.zone });
}

export function complaintOf(
  state: State,
  root: ComplaintEvent,
  log: readonly LogEntry[],
  heads: readonly EventUuid[],
  ctx: FoldContext,
): FoldedComplaint {
  const { receipt, registers } = state;
  const { external, language } = receipt;
  const place = registers.branch.held?.value ?? receipt;
  const text = ctx.erased === true ? undefined : root.body?.text;
  return {
    complaint: root.complaint,
    reference: receipt.reference,
    external: external === undefined ? null : { source: external.source, id: external.id },
    region: place.region,
    branch: place.branch,
    branchesEver: state.branchesEver,
    recorder: state.recorder,
    assignee: registers.assignee.held?.value ?? null,
    about: state.about,
    sealed: ctx.sealed ?? false,
    erased: ctx.erased ?? false,
    channel: registers.channel.held?.value ?? receipt.channel,
    language: language ?? null,
    category: registers.category.held?.value ?? receipt.category,
    wanted: registers.wanted.held?.value ?? receipt.wanted,
    text: text ?? null,
    received: receipt.received,
    happened: registers.happened.held?.value ?? null,
    policy: receipt.policy,
    severity: registers.severity.held?.value ?? null,
    safety: state.safety,
    step: stepOf(state),
    acknowledged: state.acknowledged,
    assessed: state.assessed,
    investigated: state.investigated,
    decided: state.decided,
    outcome: registers.outcome.held?.value ?? null,
    remedies: state.remedies,
    accepted: state.answer?.accepted ?? null,
    referred: state.referred,
    closed: registers.closed.held?.value ?? null,
    reopened: state.reopened,
    backdated: state.backdated,
    ...deadlinesOf(state, ctx),
    contested: contestable.flatMap((field): ContestedField[] => {
      const claims = registers[field].contest();
      return claims.length === 0 ? [] : [{ field, claims }];
    }),
    log,
    heads,
  };
}
