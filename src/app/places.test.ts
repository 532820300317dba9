import { expect, it } from 'vitest';
import { accountRoles } from '../domain/actor.ts';
import { homeOf, placeAt, placesOf } from './places.ts';

it.each(accountRoles)('gives %s at most four places, the account among them', (role) => {
  expect(placesOf(role).length).toBeLessThanOrEqual(4);
  expect(placesOf(role)).toContain('account');
});

it('begins where each role works', () => {
  expect(accountRoles.map(homeOf)).toEqual(['/complaints', '/overview', '/overview', '/admin/people']);
});

it('knows the place of an address by whole parts of it', () => {
  expect(placeAt('/complaints/0192')).toBe('complaints');
  expect(placeAt('/account/held')).toBe('account');
  expect(placeAt('/complaintsarchive')).toBeUndefined();
});
