/** Who complains and how to reach them: folded from party events, apart from the complaint. */
import * as v from 'valibot';
import { eventData } from './events/data.ts';
import type { Channel, Relation } from './codes.ts';
import type { FoldedComplaint, PartyDoc } from './complaint.ts';
import { eventUuidOf } from './ids.ts';

/** Null is unknown; a field that was emptied is null too. */
export interface Party {
  readonly relation: Relation | null;
  readonly preferred: Channel | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: string | null;
  /** on whose behalf a representative complains */
  readonly behalfOf: string | null;
}

const bodyFields = ['name', 'phone', 'email', 'address', 'behalfOf'] as const;
type BodyField = (typeof bodyFields)[number];

/**
 * The later holds, field by field: a change of telephone number keeps the name.
 *
 * @param complaint its log says in which order the changes stand and which took effect
 * @param bodies of `partyChanged` events, by event: the party document's, and on a phone those of its own events. A
 *   body that is in neither (withheld or erased) leaves what was known.
 */
export function foldParty(
  complaint: Pick<FoldedComplaint, 'log' | 'earlier'>,
  bodies: PartyDoc['bodies'],
): Party {
  const { relation: before = null, preferred: once = null, changes = [] } = complaint.earlier?.party ?? {};
  let relation: Relation | null = before;
  let preferred: Channel | null = once;
  const details: Record<BodyField, string | null> = {
    name: null,
    phone: null,
    email: null,
    address: null,
    behalfOf: null,
  };
  const take = (body: Readonly<Record<string, unknown>> | undefined): void => {
    for (const field of bodyFields) {
      const value = body?.[field];
      if (typeof value === 'string') details[field] = value.trim() === '' ? null : value;
    }
  };
  for (const change of changes) take(bodies[change]);
  for (const { event, without } of complaint.log) {
    if (event.kind !== 'partyChanged' || without !== null) continue;
    const data = v.safeParse(eventData.partyChanged, event.data);
    if (!data.success) continue;
    relation = data.output.relation;
    preferred = data.output.preferred ?? preferred;
    take(bodies[eventUuidOf(event._id)]);
  }
  return { relation, preferred, ...details };
}
