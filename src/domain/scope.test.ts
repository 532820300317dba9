import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Role } from './actor.ts';
import { roles } from './actor.ts';
import { actorKeys, docKeys, keysMatch, readable, scopeDigest } from './scope.ts';
import type { ScopeParent } from './scope.ts';
import { branch, device, eventId, person, region, theComplaint } from './testing/history.ts';

const actor = (role: Role, more: Partial<Actor> = {}): Actor => ({
  role,
  person: person('ana'),
  device: device('d1'),
  branches: [branch('b1')],
  regions: [region('r1')],
  remedyLimit: null,
  surveys: [],
  ...more,
});
const parent = (more: Partial<ScopeParent> = {}): ScopeParent => ({
  region: region('r1'),
  branchesEver: [branch('b1')],
  recorder: null,
  assignee: null,
  about: [],
  sealed: false,
  erased: false,
  ...more,
});

const complaint = `complaint:${theComplaint}`;
const party = `party:${theComplaint}`;
const evidence = `evidence:${theComplaint}:${eventId(1)}`;
const docs = [
  complaint, party, evidence, `event:${theComplaint}:${eventId(1)}`, `response:${eventId(1)}`, `erased:${theComplaint}`, 'account:ana',
  'organisation:self', 'region:r1', 'region:r2', 'branch:b1', 'branch:b2', 'taxonomy:categories', 'policy:default:1',
  'survey:s1:1', 'survey:s1:2', 'survey:s2:1', 'survey:s1:2:1', 'person:ana', '', 'complaint', 'doc:registry',
]; // prettier-ignore

const names = fc.constantFrom('ana', 'ben', 'kai').map(person);
const branches = fc.uniqueArray(fc.constantFrom('b1', 'b2', 'b3').map(branch));
const regions = fc.uniqueArray(fc.constantFrom('r1', 'r2').map(region));
const actors: fc.Arbitrary<Actor> = fc.record({
  role: fc.constantFrom(...roles),
  person: fc.option(names, { nil: null }),
  device: fc.constant(device('d1')),
  branches,
  regions,
  remedyLimit: fc.constant(null),
  surveys: fc.subarray(['survey:s1', 'survey:s2']),
});
const parents: fc.Arbitrary<ScopeParent> = fc.record({
  region: fc.constantFrom('r1', 'r2').map(region),
  branchesEver: branches,
  recorder: fc.option(names, { nil: null }),
  assignee: fc.option(names, { nil: null }),
  about: fc.uniqueArray(names, { maxLength: 2 }),
  sealed: fc.boolean(),
  erased: fc.boolean(),
});

describe('scope', () => {
  it('is the same by asking of a document and by looking it up in an index', () => {
    fc.assert(
      fc.property(actors, fc.option(parents, { nil: null }), fc.constantFrom(...docs), (who, of, doc) => {
        expect(keysMatch(new Set(actorKeys(who)), docKeys(doc, of))).toBe(readable(who, doc, of));
      }),
      { numRuns: 20_000 },
    );
  });

  it('has the same digest for actors who differ in nothing that it reads by', () => {
    fc.assert(
      fc.property(actors, parents, fc.constantFrom(...docs), (one, of, doc) => {
        const ignored =
          one.role === 'field' ? { regions: [] } : one.role === 'manager' ? { branches: [] } : {};
        const other = { ...one, ...ignored, device: null, remedyLimit: 7 };
        expect(scopeDigest(other)).toBe(scopeDigest(one));
        expect(readable(other, doc, of)).toBe(readable(one, doc, of));
      }),
    );
  });

  it('never shows a complaint, its party or its evidence to whom it is about', () => {
    fc.assert(
      fc.property(actors, parents, fc.constantFrom(complaint, party, evidence), (who, of, doc) => {
        fc.pre(who.person !== null);
        const about = who.person === null ? [] : [who.person];
        expect(readable(who, doc, { ...of, about })).toBe(false);
      }),
    );
  });

  it('shows field staff the complaints of their branches, past ones included, and of no others', () => {
    const field = actor('field');
    expect(readable(field, complaint, parent())).toBe(true);
    expect(readable(field, complaint, parent({ branchesEver: [branch('b1'), branch('b2')] }))).toBe(true);
    expect(readable(field, complaint, parent({ branchesEver: [branch('b2')] }))).toBe(false);
    expect(
      readable(field, complaint, parent({ branchesEver: [branch('b2')], assignee: person('ana') })),
    ).toBe(true);
  });

  it('shows field staff personal details only of what they recorded or are assigned', () => {
    const field = actor('field');
    for (const doc of [party, evidence]) {
      expect(readable(field, doc, parent())).toBe(false);
      expect(readable(field, doc, parent({ recorder: person('ana') }))).toBe(true);
      expect(readable(field, doc, parent({ assignee: person('ana') }))).toBe(true);
      expect(readable(field, doc, parent({ recorder: person('ana'), branchesEver: [branch('b9')] }))).toBe(
        false,
      );
      expect(readable(field, doc, parent({ assignee: person('ana'), erased: true }))).toBe(false);
    }
  });

  it('shows managers all of their regions', () => {
    for (const doc of [complaint, party, evidence]) {
      expect(readable(actor('manager'), doc, parent({ sealed: true }))).toBe(true);
      expect(readable(actor('manager'), doc, parent({ region: region('r2') }))).toBe(false);
    }
  });

  it('shows a sealed complaint to no colleague, and to its recorder neither', () => {
    const sealed = parent({ sealed: true, recorder: person('ana') });
    expect(readable(actor('field'), complaint, sealed)).toBe(false);
    expect(readable(actor('field'), complaint, { ...sealed, assignee: person('ana') })).toBe(true);
  });

  it('shows analysts and administrators the registry and nothing of complaints', () => {
    const mine = parent({ recorder: person('ana'), assignee: person('ana') });
    for (const role of ['analyst', 'admin'] as const) {
      expect([complaint, party, evidence].some((doc) => readable(actor(role), doc, mine))).toBe(false);
      expect(readable(actor(role), 'person:ben', null)).toBe(true);
    }
  });

  it('shows a kiosk what it shows itself, and nothing else', () => {
    const kiosk = actor('kiosk', { person: null, surveys: ['survey:s1'] });
    expect(docs.filter((doc) => readable(kiosk, doc, parent()))).toEqual([
      'organisation:self', 'region:r1', 'branch:b1', 'survey:s1:1', 'survey:s1:2',
    ]); // prettier-ignore
  });

  it('lets nobody pull events or responses', () => {
    for (const role of roles) {
      expect(readable(actor(role), `event:${theComplaint}:${eventId(1)}`, parent())).toBe(false);
      expect(readable(actor(role), `response:${eventId(1)}`, parent())).toBe(false);
    }
  });

  it('changes its digest with whatever changes what is read', () => {
    const field = actor('field');
    const digests = [
      field,
      { ...field, branches: [branch('b2')] },
      { ...field, role: 'manager' as const },
      { ...field, person: person('ben') },
    ].map(scopeDigest);
    expect(new Set(digests).size).toBe(4);
    const two = [branch('b1'), branch('b2')];
    expect(scopeDigest({ ...field, branches: two })).toBe(
      scopeDigest({ ...field, branches: two.toReversed() }),
    );
  });
});
