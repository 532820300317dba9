import { describe, expect, test } from 'vitest';
import type { Actor } from '../../domain/actor.ts';
import type { ComplaintDoc } from '../../domain/complaint.ts';
import type { EventKind } from '../../domain/events/data.ts';
import { fold } from '../../domain/fold/fold.ts';
import {
  START,
  branch,
  context,
  device,
  eventId,
  history,
  person,
  region,
  told,
} from '../../domain/testing/history.ts';
import type { Told } from '../../domain/testing/history.ts';
import { caseFile, partyOf } from './case-file.ts';
import { possibleActs } from './possible-acts.ts';

const ana: Actor = {
  role: 'field',
  person: person('ana'),
  device: device('phone-ana'),
  branches: [branch('tbilisi-1')],
  regions: [],
  remedyLimit: 0,
  surveys: [],
};
const mia: Actor = {
  ...ana,
  role: 'manager',
  person: person('mia'),
  branches: [],
  regions: [region('east')],
};

function acts(actor: Actor, ...events: Told[]): EventKind[] {
  const ownRole = { role: actor.role === 'manager' ? 'manager' : 'field', remedyLimit: 0 } as const;
  const file = caseFile({ doc: null, party: null, own: history(...events) }, { ...context, ownRole });
  return file === null ? [] : possibleActs(file, actor, START + 3_600_000);
}
const decided: Told[] = [
  { kind: 'acknowledged', data: {} },
  { kind: 'decisionCommunicated', data: { remedies: ['refund'] } },
];

describe('what can be done next', () => {
  test('of a new complaint: acknowledge and assess it, not accept a decision that nobody made', () => {
    const may = acts(ana);
    expect(may).toEqual(
      expect.arrayContaining(['acknowledged', 'assessed', 'investigated', 'note', 'partyChanged']),
    );
    expect(may).not.toContain('acceptedByComplainant');
    expect(may).not.toContain('reopened');
    expect(may).not.toContain('settled');
    expect(may).not.toContain('received');
  });
  test('what was acknowledged is not acknowledged again', () => {
    expect(acts(ana, { kind: 'acknowledged', data: {} })).not.toContain('acknowledged');
  });
  test('after the decision its answer can be written down', () => {
    expect(acts(ana, ...decided)).toEqual(
      expect.arrayContaining(['acceptedByComplainant', 'rejectedByComplainant', 'closed', 'actionDone']),
    );
  });
  test('what is closed can be reopened and little else', () => {
    const may = acts(ana, { kind: 'closed', data: { reason: 'withdrawn' } });
    expect(may).toContain('reopened');
    expect(may).not.toContain('assessed');
    expect(may).not.toContain('closed');
  });
  test('only a manager transfers', () => {
    expect(acts(ana)).not.toContain('transferred');
    expect(acts(mia)).toContain('transferred');
  });
  test('who is out of reach may do nothing', () => {
    expect(acts({ ...ana, branches: [branch('elsewhere')] })).toEqual([]);
  });
  test('a remedy above the limit is not theirs to approve', () => {
    const proposed: Told = {
      kind: 'remedyProposed',
      data: { remedy: 'refund', amount: { minor: 500, currency: 'GEL' } },
    };
    const limited = { ...context, ownRole: { role: 'field' as const, remedyLimit: 100 } };
    const own = [...history(), told(2, { ...proposed, seen: null })];
    const file = caseFile({ doc: null, party: null, own }, limited);
    expect(file === null ? [] : possibleActs(file, ana, START)).not.toContain('remedyApproved');
  });
});

describe('a complaint on the device', () => {
  const log = history({ kind: 'partyChanged', data: { relation: 'customer' }, body: { name: 'Ayşe' } });
  const folded = fold(log, context);
  const doc = { ...folded, _id: 'complaint:x', type: 'complaint', v: 1, foldVersion: 1 } as ComplaintDoc;

  test('stays the same when what was done here comes back from the server', () => {
    const own = told(3, { kind: 'assessed', data: { severity: 'critical' }, seen: null });
    const before = caseFile({ doc, party: null, own: [own] }, context);
    expect(before?.complaint.severity).toBe('critical');
    expect(before?.unsynced).toEqual([eventId(3)]);
    const after = fold([...log, told(3, { kind: 'assessed', data: { severity: 'critical' } })], context);
    expect({ ...before?.complaint, log: [] }).toEqual({ ...after, log: [] });
  });
  test('says that the party is withheld when it is, and shows it when it is here', () => {
    const withheld = caseFile({ doc, party: null, own: [] }, context);
    expect(withheld === null ? null : partyOf(withheld)).toEqual({ party: null, partyWithheld: true });
    const party = {
      _id: 'party:x',
      type: 'party',
      v: 1,
      complaint: doc.complaint,
      bodies: { [eventId(2)]: { name: 'Ayşe' } },
    } as const;
    const shown = caseFile({ doc, party, own: [] }, context);
    expect(shown === null ? null : partyOf(shown)).toEqual({
      party: { relation: 'customer', name: 'Ayşe' },
      partyWithheld: false,
    });
  });
  test('whose complaint is gone is not made up from what was done to it', () => {
    const own = [told(3, { kind: 'note', data: {}, seen: null })];
    expect(caseFile({ doc: null, party: null, own }, context)).toBeNull();
  });
});
