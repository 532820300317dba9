import { describe, expect, it } from 'vitest';
import type { ComplaintEvent } from '../events/event.ts';
import type { FoldedComplaint, WithoutEffect } from '../complaint.ts';
import {
  START,
  branch,
  context,
  eventId,
  history,
  person,
  receipt,
  region,
  told,
} from '../testing/history.ts';
import type { Told } from '../testing/history.ts';
import { instantOf } from '../time/moment.ts';
import { fold } from './fold.ts';
import { withoutBody } from './merge.ts';

function folded(events: readonly ComplaintEvent[]): FoldedComplaint {
  const complaint = fold(events, context);
  if (complaint === null) throw new Error('no receipt among the events');
  return complaint;
}

const reasons = (events: readonly ComplaintEvent[]): (WithoutEffect | null)[] =>
  folded(events).log.map(({ without }) => without);
const lastReason = (...events: Told[]): WithoutEffect | null | undefined =>
  reasons(history(...events)).at(-1);

const decision: Told = { kind: 'decisionCommunicated', data: { outcome: 'upheld', remedies: ['apology'] } };
const rejection: Told = { kind: 'rejectedByComplainant', data: {} };
const acceptance: Told = { kind: 'acceptedByComplainant', data: {} };
const closing = (
  reason: 'accepted' | 'noReply' | 'recourseExhausted' | 'withdrawn' | 'asImported',
): Told => ({
  kind: 'closed',
  data: { reason },
});

describe('a complaint from receipt to closing', () => {
  const whole = history(
    { kind: 'acknowledged', data: { channel: 'phone' } },
    { kind: 'assessed', data: { severity: 'serious', safety: true } },
    { kind: 'investigated', data: { cause: 'part' } },
    decision,
    acceptance,
    { kind: 'actionDone', data: { remedy: 'apology' } },
    closing('accepted'),
  );

  it('passes the five steps', () => {
    const steps = whole.map((_, count) => folded(whole.slice(0, count + 1)).step);
    expect(steps).toEqual([
      'received', 'received', 'assessed', 'investigated', 'decided', 'decided', 'decided', 'closed',
    ]); // prettier-ignore
  });

  it('takes when something happened from its stamp, unless its author says otherwise', () => {
    const complaint = folded(whole);
    expect(complaint.acknowledged).toBe(instantOf(START + 2 * 60_000));
    expect(complaint.closed).toEqual({ reason: 'accepted', on: instantOf(START + 8 * 60_000), timely: null });
    const dated = folded(history({ kind: 'acknowledged', data: { on: '2026-03-03' as never } }));
    expect(dated.acknowledged).toBe('2026-03-03');
  });

  it('has the remedies that were communicated, and which of them were carried out', () => {
    expect(folded(whole).remedies).toEqual([
      { event: eventId(5), kind: 'apology', amount: null, state: 'done' },
    ]);
  });

  it('has deadlines by the severity of the moment', () => {
    const before = folded(whole.slice(0, 1));
    const critical = folded(history({ kind: 'assessed', data: { severity: 'critical' } }));
    expect(before.respondBy).toBe('2026-03-16T14:00:00.000Z');
    expect(critical.respondBy).toBe('2026-03-05T14:00:00.000Z');
  });

  it('has no deadlines where the policy is unknown', () => {
    const [first] = history();
    if (first === undefined) throw new Error('no event');
    const unknown = folded([{ ...first, data: { ...first.data, policy: 'policy:none:9' } }]);
    expect([unknown.acknowledgeBy, unknown.respondBy]).toEqual([null, null]);
  });

  it('does not exist before its receipt', () => {
    expect(fold(whole.slice(1), context)).toBeNull();
  });
});

describe('clause 7.9', () => {
  it('keeps a rejected complaint open', () => {
    const complaint = folded(history(decision, rejection));
    expect([complaint.step, complaint.accepted, complaint.closed]).toEqual(['decided', false, null]);
  });

  it('closes as accepted only what the complainant has accepted', () => {
    expect(lastReason(closing('accepted'))).toBe('log.noDecision');
    expect(lastReason(decision, closing('accepted'))).toBe('log.notAccepted');
    expect(lastReason(decision, rejection, closing('accepted'))).toBe('log.notAccepted');
    expect(lastReason(decision, rejection, acceptance, closing('accepted'))).toBeNull();
  });

  it('closes for want of a reply only where there was none', () => {
    expect(lastReason(closing('noReply'))).toBe('log.noDecision');
    expect(lastReason(decision, closing('noReply'))).toBeNull();
    expect(lastReason(decision, rejection, closing('noReply'))).toBe('log.notAccepted');
  });

  it('closes with recourse exhausted only after recourse was told', () => {
    const told: Told = { kind: 'referred', data: { to: 'external' } };
    expect(lastReason(decision, rejection, closing('recourseExhausted'))).toBe('log.recourseNotTold');
    expect(lastReason(decision, rejection, told, closing('recourseExhausted'))).toBeNull();
  });

  it('closes at any time what was withdrawn, and as imported only what was', () => {
    expect(lastReason(closing('withdrawn'))).toBeNull();
    expect(lastReason(closing('asImported'))).toBe('log.notEntitled');
  });

  it('needs a decision before an answer to it', () => {
    expect(lastReason(acceptance)).toBe('log.noDecision');
    expect(lastReason(rejection)).toBe('log.noDecision');
  });

  it('asks for a new answer after a new decision', () => {
    const again = folded(
      history(decision, rejection, { ...decision, data: { outcome: 'partlyUpheld', remedies: [] } }),
    );
    expect([again.accepted, again.outcome]).toEqual([null, 'partlyUpheld']);
    expect(again.decided).toBe(instantOf(START + 2 * 60_000));
  });

  it('stays open, contested, when one closes it while another hears the rejection', () => {
    const events = [
      ...history(decision, acceptance, closing('accepted')),
      told(5, { ...rejection, by: 'ben', minute: 9, after: [eventId(2)] }),
    ];
    const complaint = folded(events);
    expect(complaint.closed).toBeNull();
    expect(complaint.contested).toEqual([
      {
        field: 'closed',
        claims: [
          { event: eventId(5), value: null },
          { event: eventId(4), value: 'accepted' },
        ],
      },
    ]);
  });

  it('can be reopened, as often as it was closed', () => {
    const events = history(closing('withdrawn'), { kind: 'reopened', data: {} });
    expect(folded(events)).toMatchObject({ closed: null, reopened: 1, step: 'received' });
    expect(
      lastReason(closing('withdrawn'), { kind: 'reopened', data: {} }, { kind: 'reopened', data: {} }),
    ).toBe('log.notClosed');
  });

  it('takes no work that was done in the knowledge that it is closed, and all that was done without', () => {
    const assessed: Told = { kind: 'assessed', data: { severity: 'minor' } };
    expect(lastReason(closing('withdrawn'), assessed)).toBe('log.closedAlready');
    const meanwhile = told(3, { ...assessed, by: 'ben', after: [eventId(1)] });
    expect(reasons([...history(closing('withdrawn')), meanwhile]).at(-1)).toBeNull();
    expect(lastReason(closing('withdrawn'), { kind: 'note', data: {} })).toBeNull();
  });
});

describe('acts without effect', () => {
  it('has one receipt: a second one changes nothing, whatever its stamp says', () => {
    const takeover = told(9, {
      kind: 'received',
      data: receipt({ branch: branch('other'), region: region('west'), about: [person('ana')] }),
      by: 'mallory',
      minute: -600,
      seen: 30,
      after: [],
    });
    const complaint = folded([takeover, ...history()]);
    expect([complaint.recorder, complaint.branch, complaint.region]).toEqual(['ana', 'tbilisi-1', 'east']);
    expect(complaint.log.find(({ event }) => event._id === takeover._id)?.without).toBe(
      'log.alreadyReceived',
    );
  });

  it('lets nobody act whose role may not', () => {
    for (const role of ['analyst', 'admin', 'kiosk', 'complainant', '', 'constructor']) {
      expect(lastReason({ kind: 'note', data: {}, role })).toBe('log.notEntitled');
    }
    expect(lastReason({ kind: 'transferred', data: { branch: branch('b'), region: region('r') } })).toBe(
      'log.notEntitled',
    );
    expect(fold([told(1, { kind: 'received', data: receipt(), role: 'admin' })], context)).toBeNull();
  });

  it('lets nobody act on what has not been admitted and is not their own', () => {
    const strangers = history({ kind: 'note', data: {}, seen: null });
    const { ownRole: _, ...served } = context;
    expect(fold(strangers, served)?.log.at(-1)?.without).toBe('log.notEntitled');
    expect(fold(strangers, context)?.log.at(-1)?.without).toBeNull();
  });

  it('keeps whom it is about from handling it, and from being given it', () => {
    const about = { ...history()[0], data: { ...receipt({ about: [person('kai')] }) } } as ComplaintEvent;
    const note = told(2, { kind: 'note', data: {}, by: 'kai', role: 'manager' });
    const gift = told(3, { kind: 'assigned', data: { to: person('kai') } });
    expect(reasons([about, note, gift])).toEqual([null, 'log.conflictOfInterest', 'log.conflictOfInterest']);
    expect(folded([about, gift]).assignee).toBeNull();
  });

  it('does not lose a complaint that was recorded by whom it is about', () => {
    const own = told(1, { kind: 'received', data: receipt({ about: [person('kai')] }), by: 'kai' });
    expect(folded([own]).recorder).toBe('kai');
  });

  it('gives field staff’s choice of an assignee no effect when it was flagged as outside', () => {
    const assigned = {
      kind: 'assigned',
      data: { to: person('zoe') },
      flags: ['assignee.outside'],
    } satisfies Told;
    expect(lastReason(assigned)).toBe('log.notEntitled');
    expect(lastReason({ ...assigned, role: 'manager' })).toBeNull();
  });

  it('closes once', () => {
    expect(lastReason(closing('withdrawn'), closing('withdrawn'))).toBe('log.closedAlready');
  });

  it('acknowledges once', () => {
    const ack: Told = { kind: 'acknowledged', data: {} };
    expect(lastReason(ack, ack)).toBe('log.alreadyAcknowledged');
  });

  it('approves a remedy within the approver’s limit only', () => {
    const proposal: Told = {
      kind: 'remedyProposed',
      data: { remedy: 'refund', amount: { minor: 5_000, currency: 'GEL' } },
    };
    const approval = (more: Partial<Told>): Told => ({
      kind: 'remedyApproved',
      data: { proposal: eventId(2) },
      ...more,
    });
    expect(lastReason(proposal, approval({ remedyLimit: 4_999 }))).toBe('log.aboveLimit');
    expect(lastReason(proposal, approval({ remedyLimit: 5_000 }))).toBeNull();
    expect(lastReason(proposal, approval({ role: 'manager', remedyLimit: null }))).toBeNull();
    expect(lastReason(approval({}))).toBe('log.unknownProposal');
    expect(lastReason(proposal, { kind: 'actionDone', data: { remedy: 'refund' }, remedyLimit: 10 })).toBe(
      'log.aboveLimit',
    );
    expect(
      folded(history(proposal, approval({}), { kind: 'actionDone', data: { remedy: 'refund' } })).remedies,
    ).toEqual([
      { event: eventId(2), kind: 'refund', amount: { minor: 5_000, currency: 'GEL' }, state: 'done' },
    ]);
  });

  it('keeps kinds that it does not know and data that it cannot read, and does nothing by them', () => {
    const later = { ...told(2, { kind: 'note', data: {} }), kind: 'escalated' };
    const broken = told(3, { kind: 'assessed', data: { severity: 'apocalyptic' } as never });
    expect(reasons([...history(), later, broken])).toEqual([null, 'log.unknownKind', 'log.malformed']);
  });
});

describe('an import', () => {
  const source = { by: null, role: 'source' } as const;
  const imported = [
    told(1, {
      kind: 'received',
      data: receipt({ external: { source: 'cfpb', id: '1' }, received: '2015-01-02' as never }),
      ...source,
    }),
    told(2, { kind: 'decisionCommunicated', data: { remedies: ['explanation'] }, ...source }),
    told(3, { kind: 'closed', data: { reason: 'asImported', unknownWhen: true, timely: true }, ...source }),
    told(4, { kind: 'rejectedByComplainant', data: {}, ...source }),
  ];

  it('records what its source says, whatever the order, and stays closed', () => {
    expect(folded(imported)).toMatchObject({
      recorder: null,
      received: '2015-01-02',
      respondBy: '2015-01-16',
      closed: { reason: 'asImported', on: null, timely: true },
      accepted: false,
      step: 'closed',
      external: { source: 'cfpb', id: '1' },
    });
  });
});

describe('a log with holes and knots', () => {
  it('knows that every author has seen the receipt, though what they name has not arrived', () => {
    const moved = {
      kind: 'transferred',
      data: { branch: branch('b2'), region: region('east') },
      role: 'manager',
    } satisfies Told;
    const complaint = folded([...history(), told(3, { ...moved, after: [eventId(2)], minute: -60 })]);
    expect([complaint.branch, complaint.contested]).toEqual(['b2', []]);
  });

  it('cuts a circle of events at the earliest and goes on', () => {
    const circle = [
      told(2, { kind: 'assessed', data: { severity: 'minor' }, after: [eventId(3)] }),
      told(3, { kind: 'assessed', data: { severity: 'serious' }, after: [eventId(2)] }),
    ];
    expect(folded([...history(), ...circle])).toMatchObject({
      severity: 'serious',
      contested: [],
      heads: [eventId(3)],
    });
    const itself = told(2, { kind: 'note', data: {}, after: [eventId(2)] });
    expect(folded([...history(), itself]).heads).toEqual([eventId(2)]);
  });

  it('chooses between two contents of one id whichever comes first', () => {
    const one = told(2, { kind: 'assessed', data: { severity: 'minor' }, seen: null });
    const other = { ...one, data: { severity: 'critical' } };
    expect(folded([...history(), one, other])).toEqual(folded([other, one, ...history()]));
    const admitted = told(2, { kind: 'assessed', data: { severity: 'minor' } });
    expect(folded([...history(), other, admitted]).severity).toBe('minor');
  });
});

describe('times and flags', () => {
  it('believes a clock that runs ahead no more than five minutes beyond when the server saw the event', () => {
    const hasty = told(2, {
      kind: 'assessed',
      data: { severity: 'minor' },
      minute: 6_000,
      seen: 2,
      after: [eventId(1)],
    });
    const later = told(3, {
      kind: 'assessed',
      data: { severity: 'critical' },
      minute: 20,
      by: 'ben',
      after: [eventId(1)],
    });
    const complaint = folded([...history(), hasty, later]);
    expect(complaint.severity).toBe('critical');
    expect(complaint.assessed).toBe(instantOf(START + 7 * 60_000));
  });

  it('marks a complaint by whose backdated acts a deadline is measured', () => {
    const backdated = (kind: 'acknowledged' | 'note'): FoldedComplaint =>
      folded(history({ kind, data: {}, flags: ['backdated'] }));
    expect([backdated('acknowledged').backdated, backdated('note').backdated]).toEqual([true, false]);
  });

  it('bears stamps and dates beyond every calendar', () => {
    const [first] = history();
    if (first === undefined) throw new Error('no event');
    const { admitted: _, ...unseen } = told(2, { kind: 'acknowledged', data: {} });
    const complaint = folded([
      { ...first, data: { ...first.data, received: '9999-12-31' } },
      { ...unseen, at: 'ffffffffffff-ffff' as never },
    ]);
    expect([complaint.acknowledged, complaint.respondBy]).toEqual(['9999-12-31T23:59:59.999Z', null]);
  });
});

describe('what is typed', () => {
  const events = history({ kind: 'partyChanged', data: { relation: 'customer' }, body: { name: 'Nino' } });

  it('keeps a party’s details out of the complaint', () => {
    expect(folded(events).text).toBe('The boiler leaks again');
    expect(JSON.stringify(folded(events))).not.toContain('Nino');
  });

  it('stays stripped once a copy has been stripped, whichever copy comes first', () => {
    const stripped = events.map(withoutBody);
    for (const entries of [
      [...events, ...stripped],
      [...stripped, ...events],
    ]) {
      expect(folded(entries)).toEqual(folded(stripped));
    }
    expect(folded(stripped).text).toBeNull();
  });

  it('is not shown of an erased complaint, though a phone still has it', () => {
    const erased = fold(events, { ...context, erased: true });
    expect([erased?.text, erased?.erased, JSON.stringify(erased).includes('boiler')]).toEqual([
      null,
      true,
      false,
    ]);
  });
});
