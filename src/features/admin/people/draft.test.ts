import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../server/contract/session.ts';
import { draftOf, draftProblems, inputOf, newPerson, withRole } from './draft.ts';

const account: Account = {
  id: 'account:1',
  person: '1',
  login: 'ana',
  name: 'Ana',
  role: 'field',
  grants: [],
  branches: ['b', 'a'],
  regions: [],
  remedyLimit: 5_050,
  disabled: false,
  lastSignIn: null,
  version: '1-x',
};

describe('a person in a form', () => {
  it('is saved as it was read when nothing was changed', () => {
    const input = inputOf(draftOf(account, 2), 2);
    expect(input).toEqual({
      name: 'Ana',
      login: 'ana',
      role: 'field',
      branches: ['a', 'b'],
      regions: [],
      remedyLimit: 5_050,
    });
    expect(inputOf(draftOf({ ...account, remedyLimit: null }, 2), 2).remedyLimit).toBeNull();
    expect(inputOf(draftOf({ ...account, remedyLimit: 0 }, 2), 2).remedyLimit).toBe(0);
  });
  it('loses single branches as a manager, whose reach is regions', () => {
    const manager = withRole({ ...draftOf(account, 2), regions: ['north'] }, 'manager');
    expect(manager).toMatchObject({ role: 'manager', branches: [], regions: ['north'] });
    expect(manager.remedyLimit.kind).toBe('any');
  });
  it('never keeps a manager’s limit in the field, where it would be far too high', () => {
    const manager = withRole(newPerson, 'manager');
    expect(withRole(manager, 'field').remedyLimit.kind).toBe('none');
  });
  it('says that an amount is none before anything is sent', () => {
    const draft = { ...newPerson, remedyLimit: { kind: 'upTo', amount: 'fifty' } as const };
    expect(draftProblems(draft, 2)).toEqual([{ field: 'remedyLimit', rule: 'amount.form' }]);
    expect(draftProblems({ ...draft, role: 'analyst' }, 2)).toEqual([]);
    expect(draftProblems({ ...draft, remedyLimit: { kind: 'upTo', amount: '50' } }, 2)).toEqual([]);
  });
});
