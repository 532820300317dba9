/** What a person could write about a complaint: data of each kind of event, such as screens let somebody choose. */
import { channels, closingReasons, outcomes, remedyKinds } from '../../../../src/domain/codes.ts';
import type { FoldedComplaint } from '../../../../src/domain/complaint.ts';
import type { EventKind } from '../../../../src/domain/events/data.ts';
import type { Registry } from '../../../../src/data/api.ts';
import { between, chance, pick } from '../random.ts';
import type { Random } from '../random.ts';

export interface Desk {
  readonly complaint: FoldedComplaint;
  readonly registry: Registry;
  readonly others: readonly string[];
  readonly random: Random;
}
type Data = Readonly<Record<string, unknown>>;

const severities = ['critical', 'serious', 'moderate', 'minor'] as const;
export const categories = [[], ['repair'], ['repair', 'repair-again'], ['invoice']] as const;

/** @returns null: there is nothing to write it about */
export const dataOf: Readonly<Record<EventKind, (desk: Desk) => Data | null>> = {
  received: () => null,
  acknowledged: ({ random }) => (chance(random, 0.5) ? { channel: pick(random, channels) } : {}),
  assessed: ({ random }) => ({
    severity: pick(random, severities),
    ...(chance(random, 0.4) ? { safety: chance(random, 0.5) } : {}),
  }),
  assigned: ({ random, registry }) =>
    registry.people.length === 0
      ? null
      : { to: chance(random, 0.2) ? null : pick(random, registry.people).person },
  transferred: ({ random, registry }) => {
    // Just opened, it has not read all that it has.
    if (registry.branches.length === 0) return null;
    const { branch, region } = pick(random, registry.branches);
    return { branch, region };
  },
  investigated: () => ({}),
  note: () => ({}),
  partyChanged: ({ random }) => ({ relation: pick(random, ['customer', 'representative'] as const) }),
  // Only together with the bytes of an evidence document, for which devices have no queue yet.
  evidenceAdded: () => null,
  remedyProposed: ({ random }) => ({
    remedy: pick(random, remedyKinds),
    ...(chance(random, 0.6) ? { amount: { minor: between(random, 0, 20_000), currency: 'EUR' } } : {}),
  }),
  remedyApproved: ({ random, complaint }) => {
    const open = complaint.remedies.filter(({ state }) => state === 'proposed');
    return open.length === 0 ? null : { proposal: pick(random, open).event };
  },
  decisionCommunicated: ({ random }) => ({
    outcome: pick(random, outcomes),
    remedies: chance(random, 0.5) ? [pick(random, remedyKinds)] : [],
  }),
  acceptedByComplainant: () => ({}),
  rejectedByComplainant: () => ({}),
  referred: ({ random }) => ({ to: pick(random, ['internal', 'external'] as const) }),
  actionDone: ({ random, complaint }) => ({
    remedy: complaint.remedies.length > 0 ? pick(random, complaint.remedies).kind : pick(random, remedyKinds),
  }),
  closed: ({ random }) => ({
    reason: pick(
      random,
      closingReasons.filter((one) => one !== 'asImported'),
    ),
  }),
  reopened: () => ({}),
  corrected: ({ random }) =>
    pick<Data>(random, [
      { field: 'category', value: [...pick<readonly string[]>(random, categories)] },
      { field: 'wanted', value: [pick(random, remedyKinds)] },
      { field: 'channel', value: pick(random, channels) },
    ]),
  settled: ({ random, complaint }) => {
    if (complaint.contested.length === 0) return null;
    const { field, claims } = pick(random, complaint.contested);
    return { field, choice: pick(random, claims).event };
  },
  linked: ({ random, others }) => ({ to: pick(random, others), relation: 'related' }),
};
