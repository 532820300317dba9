import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Role } from './actor.ts';
import { roles } from './actor.ts';
import { eventKinds } from './events/data.ts';
import { actionOf } from './events/action.ts';
import { actions, may, mayBeAssigned, roleMay, withinLimit } from './permissions.ts';
import type { Action, Subject } from './permissions.ts';
import type { ScopeParent } from './scope.ts';
import { branch, device, person, region } from './testing/history.ts';

const actor = (role: Role, remedyLimit: number | null = 1_000): Actor => ({
  role,
  person: role === 'kiosk' || role === 'source' ? null : person('ana'),
  device: device('d1'),
  branches: [branch('b1')],
  regions: [region('r1')],
  remedyLimit,
  surveys: ['survey:s1'],
});
const ours: ScopeParent = {
  region: region('r1'),
  branchesEver: [branch('b1')],
  recorder: person('ana'),
  assignee: person('ben'),
  about: [],
  sealed: false,
  erased: false,
};
const here = { branch: branch('b1'), region: region('r1') };
const everything: Subject = {
  complaint: ours,
  place: here,
  assignee: null,
  amount: 1_000,
  doc: 'survey:s1:1',
};

const allowed = (role: Role, subject: Subject): Action[] =>
  actions.filter((action) => may(actor(role), action, subject));

describe('what each role may do', () => {
  const work: Action[] = [
    'complaint.record', 'complaint.read', 'complaint.work', 'complaint.assign', 'remedy.propose', 'remedy.approve',
    'party.read', 'party.change', 'evidence.read',
  ]; // prettier-ignore

  it.each<[Role, Action[]]>([
    ['field', [...work, 'registry.read']],
    ['manager', [...work, 'complaint.transfer', 'report.read', 'quarantine.decide', 'registry.read']],
    ['analyst', ['report.read', 'registry.read']],
    ['admin', ['registry.read', 'people.manage', 'organisation.manage', 'devices.manage']],
    ['kiosk', ['response.push', 'registry.read']],
    ['complainant', []],
  ])('%s: of what is within their reach', (role, expected) => {
    expect(allowed(role, everything).toSorted()).toEqual(expected.toSorted());
  });

  it('is nothing about a complaint elsewhere', () => {
    const elsewhere: Subject = {
      complaint: { ...ours, region: region('r9'), branchesEver: [branch('b9')], recorder: null },
      place: { branch: branch('b9'), region: region('r9') },
      assignee: null,
      amount: 0,
    };
    for (const role of ['field', 'manager', 'analyst'] as const) expect(allowed(role, elsewhere)).toEqual([]);
  });

  it('is nothing about a complaint about themselves', () => {
    const about: Subject = { ...everything, complaint: { ...ours, about: [person('ana')] } };
    for (const role of ['field', 'manager'] as const) {
      expect(
        allowed(role, about).filter(
          (action) =>
            !['complaint.record', 'report.read', 'quarantine.decide', 'registry.read'].includes(action),
        ),
      ).toEqual([]);
    }
  });

  it('is nothing where a rule needs a subject and gets none', () => {
    expect(actions.filter((action) => may(actor('field'), action))).toEqual([]);
    expect(actions.filter((action) => may(actor('manager'), action))).toEqual([]);
  });

  it('never exceeds what the role may at all', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...roles),
        fc.constantFrom(...actions),
        fc.boolean(),
        (role, action, sealed) => {
          const subject = { ...everything, complaint: { ...ours, sealed } };
          if (may(actor(role), action, subject)) expect(roleMay(role, action)).toBe(true);
        },
      ),
    );
    expect(roleMay('toString', 'complaint.read')).toBe(false);
  });
});

describe('single rules', () => {
  it('bind the approval of a remedy to a limit', () => {
    expect(may(actor('field', 999), 'remedy.approve', everything)).toBe(false);
    expect(may(actor('field', 1_000), 'remedy.approve', everything)).toBe(true);
    expect(may(actor('manager', null), 'remedy.approve', { ...everything, amount: 1e9 })).toBe(true);
    expect(withinLimit(0, null)).toBe(true);
  });

  it('let field staff give a complaint to whoever handles it anyway, and managers to anybody it is not about', () => {
    const colleague = { person: person('zoe'), role: 'field' as Role, branches: [branch('b1')], regions: [] };
    const stranger = { ...colleague, branches: [branch('b9')] };
    const to = (assignee: typeof colleague): Subject => ({ ...everything, assignee });
    expect(may(actor('field'), 'complaint.assign', to(colleague))).toBe(true);
    expect(may(actor('field'), 'complaint.assign', to(stranger))).toBe(false);
    expect(may(actor('manager'), 'complaint.assign', to(stranger))).toBe(true);
    const about = { ...ours, about: [person('zoe')] };
    expect(may(actor('manager'), 'complaint.assign', { complaint: about, assignee: stranger })).toBe(false);
    expect(mayBeAssigned({ ...colleague, role: 'admin' }, ours)).toBe(false);
  });

  it('hold no personal details open to a colleague of the recorder', () => {
    const colleague = { ...actor('field'), person: person('zoe') };
    expect(may(colleague, 'complaint.work', everything)).toBe(true);
    expect(may(colleague, 'party.read', everything)).toBe(false);
    expect(may(colleague, 'party.change', everything)).toBe(false);
    expect(may(colleague, 'evidence.read', everything)).toBe(false);
  });

  it('name an action for every kind of event', () => {
    expect(eventKinds.filter((kind) => !actions.includes(actionOf(kind)))).toEqual([]);
  });
});
