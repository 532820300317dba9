/** A small organisation and its administrator, for tests of what an administrator does. */
import { expect } from 'vitest';
import { Browser } from './browser.ts';
import { PASSWORD } from './harness.ts';
import type { TestServer } from './harness.ts';

const calendar = {
  timeZone: 'Asia/Tbilisi',
  workdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '18:00' },
  holidays: ['2026-01-07'],
};
export const region = (name: string) => ({ name: { default: name }, calendar });
export const branch = (inRegion: string, name = inRegion, closed = false) => ({
  region: inRegion,
  name: { default: name },
  closed,
});

/** @returns the signed-in administrator's browser, regions N and S with branches N1, N2 and S1 made through it */
export async function makeOrganisation(server: TestServer): Promise<Browser> {
  const { organisation } = server.seeding;
  await organisation('Test', false);
  await server.account({ login: 'admin', role: 'admin' });
  const admin = new Browser(server.origin);
  const steps = [
    await admin.signIn('admin', PASSWORD),
    await admin.put('/api/admin/regions/N', region('North')),
    await admin.put('/api/admin/regions/S', region('South')),
    await admin.put('/api/admin/branches/N1', branch('N')),
    await admin.put('/api/admin/branches/N2', branch('N')),
    await admin.put('/api/admin/branches/S1', branch('S')),
  ];
  for (const { status, body } of steps) expect([status, body.error]).toEqual([200, undefined]);
  return admin;
}

export const person = (over: object = {}) => ({
  login: 'nino',
  name: 'Nino',
  role: 'field',
  branches: ['N1'],
  regions: [],
  remedyLimit: 5000,
  ...over,
});
