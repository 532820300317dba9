/** One row of complaints: the events that another system says have happened, in their order. */
import type { EventDraft } from '../../../src/domain/events/event.ts';
import type { Moment } from '../../../src/domain/time/moment.ts';
import type { Category } from '../../../src/domain/registry.ts';
import { pathOf } from './categories.ts';
import type { ComplaintsMapping } from './mapping.ts';
import { externalOf, idTime, momentOf, placeOf } from './place.ts';
import type { Place, Places } from './place.ts';
import { refuseField } from './row.ts';
import type { Row, RowResult } from './row.ts';

/** What a row says; its ids are found when it is known whether the complaint is here already. */
export interface PlannedComplaint {
  readonly external: string;
  /** of its receipt, for its id: Unix milliseconds */
  readonly time: number;
  readonly path: readonly Category[];
  /** in their order, each kind at most once */
  readonly drafts: readonly EventDraft[];
}
export interface RowContext {
  readonly places: Places;
  /** `policy:<id>:<version>` that imported complaints pin */
  readonly policy: string;
  /** Unix milliseconds */
  readonly now: number;
}

type Outcome = ComplaintsMapping['outcome']['values'][string];
type Flag = NonNullable<ComplaintsMapping['timely']>;

/** @returns null: the source does not say */
function flagOf(row: Row, rule: Flag | undefined): RowResult<boolean | null> {
  if (rule === undefined) return { ok: true, value: null };
  const value = row(rule.column);
  if (rule.yes.includes(value)) return { ok: true, value: true };
  if (value === '') return { ok: true, value: null };
  if (rule.no === undefined || rule.no.includes(value)) return { ok: true, value: false };
  return refuseField(rule.column, 'value.unknown', value);
}

interface Facts {
  readonly received: Moment;
  readonly acknowledged: Moment | null;
  readonly outcome: Outcome;
  readonly timely: boolean | null;
  readonly rejected: boolean | null;
}

/**
 * What follows the receipt. A closing whose day the source does not know has none, nor has what led to it: `actionDone`
 * and `rejectedByComplainant` put no date into a complaint. What is still open has been investigated since it was
 * acknowledged, or received.
 */
function draftsAfterReceipt({ received, acknowledged, outcome, timely, rejected }: Facts): EventDraft[] {
  const said = timely === null ? {} : { timely };
  const drafts: EventDraft[] = [];
  if (acknowledged !== null) drafts.push({ kind: 'acknowledged', data: { on: acknowledged } });
  if (outcome.remedy !== undefined) drafts.push({ kind: 'actionDone', data: { remedy: outcome.remedy } });
  if (rejected === true) drafts.push({ kind: 'rejectedByComplainant', data: {} });
  if (outcome.state === 'open') {
    drafts.push({ kind: 'investigated', data: { on: acknowledged ?? received, ...said } });
  }
  if (outcome.state === 'closed') {
    drafts.push({ kind: 'closed', data: { reason: 'asImported', unknownWhen: true, ...said } });
  }
  return drafts;
}

/** @returns the complaint that the row tells of, or the first column at fault */
export function readComplaint(
  row: Row,
  mapping: ComplaintsMapping,
  { places, policy, now }: RowContext,
): RowResult<PlannedComplaint> {
  const external = externalOf(row, mapping.external);
  if (!external.ok) return external;
  const place = placeOf(row, mapping.branch, places);
  if (!place.ok) return place;
  const received = momentOf(row, mapping.received, now);
  if (!received.ok) return received;
  const acknowledged = optionalMoment(row, mapping.acknowledged, now);
  if (!acknowledged.ok) return acknowledged;
  const said = row(mapping.outcome.column);
  const outcome = Object.hasOwn(mapping.outcome.values, said) ? mapping.outcome.values[said] : undefined;
  if (outcome === undefined) return refuseField(mapping.outcome.column, 'value.unknown', said);
  const timely = flagOf(row, mapping.timely);
  if (!timely.ok) return timely;
  const rejected = flagOf(row, mapping.rejected);
  if (!rejected.ok) return rejected;

  const path = pathOf(mapping.categories.flatMap((column) => row(column) || []));
  const drafts = [
    receipt(mapping, {
      external: external.value,
      place: place.value,
      received: received.value,
      path,
      policy,
    }),
    ...draftsAfterReceipt({
      received: received.value,
      acknowledged: acknowledged.value,
      outcome,
      timely: timely.value,
      rejected: rejected.value,
    }),
  ];
  return { ok: true, value: { external: external.value, time: idTime(received.value), path, drafts } };
}

function optionalMoment(
  row: Row,
  rule: ComplaintsMapping['acknowledged'],
  now: number,
): RowResult<Moment | null> {
  return rule === undefined || row(rule.column) === '' ? { ok: true, value: null } : momentOf(row, rule, now);
}

function receipt(
  mapping: ComplaintsMapping,
  of: { external: string; place: Place; received: Moment; path: readonly Category[]; policy: string },
): EventDraft<'received'> {
  return {
    kind: 'received',
    data: {
      reference: `${mapping.referencePrefix}${of.external}`.slice(0, 40).padStart(3, '0'),
      ...of.place,
      channel: mapping.channel,
      ...(mapping.language === undefined ? {} : { language: mapping.language }),
      category: of.path.map(({ code }) => code),
      wanted: [],
      received: of.received,
      policy: of.policy,
      external: { source: mapping.source, id: of.external },
    },
  };
}
