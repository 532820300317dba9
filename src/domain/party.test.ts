import { describe, expect, it } from 'vitest';
import { fold } from './fold/fold.ts';
import type { PartyDoc } from './complaint.ts';
import type { ComplaintEvent } from './events/event.ts';
import { eventUuidOf } from './ids.ts';
import { foldParty } from './party.ts';
import type { Party } from './party.ts';
import { context, history, person } from './testing/history.ts';
import type { Told } from './testing/history.ts';

const change = (body: Record<string, unknown>, more: Partial<Told> = {}): Told => ({
  kind: 'partyChanged',
  data: { relation: 'customer' },
  body,
  ...more,
});

function partyOf(
  events: readonly ComplaintEvent[],
  without: (event: ComplaintEvent) => boolean = () => false,
): Party {
  const complaint = fold(events, context);
  if (complaint === null) throw new Error('no receipt');
  const bodies = events.flatMap((event) =>
    event.kind === 'partyChanged' && event.body !== undefined && !without(event)
      ? [[eventUuidOf(event._id), event.body] as const]
      : [],
  );
  return foldParty(complaint, Object.fromEntries(bodies) as PartyDoc['bodies']);
}

describe('the party', () => {
  it('takes each detail from the last change that names it', () => {
    const events = history(
      change({ name: 'Nino', phone: '555 1' }),
      change(
        { phone: '555 2' },
        {
          data: { relation: 'representative', preferred: 'phone' },
        },
      ),
    );
    expect(partyOf(events)).toEqual({
      relation: 'representative', preferred: 'phone', name: 'Nino', phone: '555 2', email: null, address: null, behalfOf: null,
    }); // prettier-ignore
  });

  it('forgets what was emptied', () => {
    expect(partyOf(history(change({ phone: '555 1' }), change({ phone: ' ' }))).phone).toBeNull();
  });

  it('is the same in whatever order the events came', () => {
    const events = history(change({ name: 'A' }), change({ name: 'B' }), change({ email: 'c@d.ge' }));
    expect(partyOf(events.toReversed())).toEqual(partyOf(events));
  });

  it('is not changed by a colleague who has no business with it, but by whoever has, or had, it assigned', () => {
    const bens = change({ name: 'Changed' }, { by: 'ben' });
    const given: Told = { kind: 'assigned', data: { to: person('ben') } };
    const taken: Told = { kind: 'assigned', data: { to: null } };
    const first = change({ name: 'Nino' });
    expect(partyOf(history(first, bens)).name).toBe('Nino');
    expect(partyOf(history(first, given, bens)).name).toBe('Changed');
    expect(partyOf(history(first, given, taken, bens)).name).toBe('Changed');
    expect(partyOf(history(first, { ...bens, role: 'manager' })).name).toBe('Changed');
  });

  it('knows nobody once its bodies are gone', () => {
    expect(partyOf(history(change({ name: 'Nino' })), () => true)).toMatchObject({
      relation: 'customer',
      name: null,
    });
  });
});
