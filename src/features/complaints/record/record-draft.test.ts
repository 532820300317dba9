import { describe, expect, it } from 'vitest';
import { emptyRecord, newComplaint, recordErrors, wallInstant, type RecordDraft } from './record-draft.ts';

const NOW = Date.UTC(2026, 10, 17, 14, 5);
const here = { now: NOW, timeZone: 'Asia/Tbilisi' };
const draft = (given: Partial<RecordDraft>): RecordDraft => ({
  ...emptyRecord,
  text: 'leaks',
  branch: 'b1',
  ...given,
});

describe('what is needed', () => {
  it('is what happened and where, and nothing else', () => {
    expect(recordErrors(emptyRecord, here)).toEqual({ text: 'missing', branch: 'missing' });
    expect(recordErrors(draft({}), here)).toEqual({});
    expect(recordErrors(draft({ text: ' \n' }), here)).toEqual({ text: 'missing' });
  });
  it('never lies in the future of its place', () => {
    // In Tbilisi it is 18:05 of the 17th.
    expect(recordErrors(draft({ happened: '2026-11-17' }), here)).toEqual({});
    expect(recordErrors(draft({ happened: '2026-11-18' }), here)).toEqual({ happened: 'future' });
    expect(recordErrors(draft({ earlier: true, received: '2026-11-17T18:05' }), here)).toEqual({});
    expect(recordErrors(draft({ earlier: true, received: '2026-11-17T18:06' }), here)).toEqual({
      received: 'future',
    });
  });
  it('is a day and a time that exist', () => {
    expect(recordErrors(draft({ happened: '2026-02-30' }), here)).toEqual({ happened: 'noMoment' });
    expect(recordErrors(draft({ earlier: true, received: '' }), here)).toEqual({ received: 'noMoment' });
  });
});

describe('what is recorded', () => {
  it('leaves out what was left empty, and a mere date stays one', () => {
    const made = newComplaint(draft({ happened: '2026-11-15', phone: ' 599 12 34 56 ' }), here);
    expect(made).toEqual({
      text: 'leaks',
      branch: 'b1',
      channel: 'inPerson',
      category: [],
      wanted: [],
      party: { relation: 'customer', phone: '599 12 34 56' },
      happened: '2026-11-15',
    });
  });
  it('has nothing of who is anonymous, even what was typed before', () => {
    const made = newComplaint(draft({ relation: 'anonymous', name: 'Nino', phone: '599' }), here);
    expect(made.party).toEqual({ relation: 'anonymous' });
  });
  it('names on whose behalf only for a representative', () => {
    expect(newComplaint(draft({ behalfOf: 'her mother' }), here).party).toBeNull();
    expect(newComplaint(draft({ relation: 'representative', behalfOf: 'her mother' }), here).party).toEqual({
      relation: 'representative',
      behalfOf: 'her mother',
    });
  });
  it('reads the wall clock of the branch, whatever the device’s', () => {
    expect(wallInstant('2026-11-17T18:05', 'Asia/Tbilisi')).toBe('2026-11-17T14:05:00.000Z');
    expect(newComplaint(draft({ earlier: true, received: '2026-11-17T18:05' }), here).received).toBe(
      '2026-11-17T14:05:00.000Z',
    );
  });
});
