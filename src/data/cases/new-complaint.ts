import type { EventDraft } from '../../domain/events/event.ts';
import { instantOf } from '../../domain/time/moment.ts';
import type { BranchDoc, OrganisationDoc } from '../../domain/registry.ts';
import type { NewComplaint, PartyInput } from '../api.ts';

/**
 * The receipt (ISO 10002, 7.2). Its branch's region and the organisation's policy of the day are pinned in it, so that
 * deadlines stay what they were when it came.
 * @param now Unix milliseconds
 */
export function receivedEvent(
  input: NewComplaint,
  at: {
    readonly reference: string;
    readonly branch: BranchDoc;
    readonly organisation: OrganisationDoc;
    readonly now: number;
  },
): EventDraft<'received'> {
  const { channel, language, category, wanted, happened, received, text } = input;
  return {
    kind: 'received',
    data: {
      reference: at.reference,
      branch: at.branch.branch,
      region: at.branch.region,
      channel,
      category: [...category],
      wanted: [...wanted],
      received: received ?? instantOf(at.now),
      policy: at.organisation.policy,
      ...(language === undefined ? {} : { language }),
      ...(happened === undefined ? {} : { happened }),
    },
    body: { text },
  };
}

/** Details that are empty are said too: they empty what was there. */
export function partyEvent({ relation, ...details }: PartyInput): EventDraft<'partyChanged'> {
  return { kind: 'partyChanged', data: { relation }, body: { ...details } };
}
