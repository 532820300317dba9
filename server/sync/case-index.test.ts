import { uuidv7 } from 'uuidv7';
import { expect, it } from 'vitest';
import type { FoldedComplaint } from '../../src/domain/complaint.ts';
import { CaseIndex } from './case-index.ts';

const complaint = (index: CaseIndex): string => {
  const id = uuidv7();
  const folded: Partial<FoldedComplaint> = {
    complaint: id as never,
    branch: 'n1' as never,
    region: 'north' as never,
    branchesEver: ['n1' as never],
    recorder: null,
    assignee: null,
    about: [],
    sealed: false,
    erased: false,
    log: [],
    contested: [],
    closed: null,
  };
  const _id = `complaint:${id}`;
  index.apply({ id: _id, deleted: false, doc: { _id, _rev: '1-a', ...folded } });
  return id;
};
const evidence = (index: CaseIndex, complaintId: string, hash: string | null, uuid = uuidv7()): string => {
  const _id = `evidence:${complaintId}:${uuid}`;
  if (hash === null) index.apply({ id: _id, deleted: true });
  else index.apply({ id: _id, deleted: false, doc: { _id, _rev: '1-a', hash } });
  return uuid;
};

it('opens bytes through the complaints that have them as evidence, and no longer through one whose evidence is gone', () => {
  const index = new CaseIndex();
  const having = (): string[] => index.withHash('bytes').map(({ id }) => id);
  const [one, other] = [complaint(index), complaint(index)];
  const ofOne = evidence(index, one, 'bytes');
  const again = evidence(index, one, 'bytes');
  evidence(index, other, 'bytes');
  expect(having()).toEqual([one, other]);
  evidence(index, one, null, ofOne);
  expect(having()).toEqual([one, other]);
  evidence(index, one, null, again);
  expect(having()).toEqual([other]);
});
