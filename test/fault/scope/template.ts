/**
 * A data directory with an organisation, people of every role with enrolled devices, and kiosks; each world begins with a
 * copy of it. Their grants come with the world.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { AccountRole } from '../../../src/domain/actor.ts';
import type { BranchId, DeviceId, PersonId } from '../../../src/domain/ids.ts';
import { deviceKeys } from '../../../src/domain/seal-webcrypto.ts';
import { createAccount } from '../../../server/auth/accounts.ts';
import type { PublicJwk } from '../../../server/auth/device.ts';
import { createDevice, enrolPerson } from '../../../server/auth/devices.ts';
import { readConfig } from '../../../server/config.ts';
import type { Config } from '../../../server/config.ts';
import { openInside } from '../../../server/inside.ts';
import { seedOrganisation } from '../../../server/ops/seed.ts';
import { branches, kioskBranches, people, regionOfBranch, regions } from './cast.ts';
import type { Name } from './cast.ts';

/** The clock of every world begins here, Unix milliseconds. */
export const BEGIN = Date.UTC(2026, 5, 1, 9);

export interface Player {
  readonly name: Name;
  readonly role: AccountRole | 'kiosk';
  /** null: a kiosk */
  readonly person: PersonId | null;
  readonly account: string | null;
  readonly device: DeviceId;
  readonly key: CryptoKey;
  readonly token: string;
}
export interface Template {
  readonly dir: string;
  readonly players: ReadonlyMap<Name, Player>;
  remove(): Promise<void>;
}

export function configOf(dataDir: string): Config {
  const read = readConfig(['--port', '0', '--data', dataDir], {
    REDRESS_LOG: 'silent',
    // So few that some complaints have more.
    REDRESS_LOG_PAGE: '2',
  });
  if (!read.ok) throw new Error(read.problems.join(' '));
  return read.config;
}

const calendar = {
  timeZone: 'Europe/Istanbul',
  workdays: [1, 2, 3, 4, 5],
  hours: { from: '09:00', to: '17:00' },
  holidays: [],
};

export async function makeTemplate(): Promise<Template> {
  const dir = await mkdtemp(join(tmpdir(), 'redress-scope-'));
  const inside = await openInside(configOf(dir), pino({ level: 'silent' }), () => BEGIN);
  const { context, auth } = inside;
  await seedOrganisation(context, { name: 'Fuzz', currency: 'EUR', demo: false });
  await context.stores.registry.write([
    ...regions.map((region) => ({
      _id: `region:${region}`,
      type: 'region',
      v: 1,
      region,
      name: { default: region },
      calendar,
    })),
    ...branches.map((branch) => ({
      _id: `branch:${branch}`,
      type: 'branch',
      v: 1,
      branch,
      region: regionOfBranch[branch],
      name: { default: branch },
      closed: false,
    })),
  ]);
  const players = new Map<Name, Player>();
  for (const { name, role } of people) {
    const created = await createAccount(context, {
      login: `login-${name}`,
      name: `Person ${name}`,
      role,
      branches: [],
      regions: [],
      remedyLimit: null,
      password: 'correct horse battery staple',
      temporary: false,
    });
    if (!created.ok) throw new Error(created.code);
    const { person, _id: account } = created.value;
    const keys = await deviceKeys(globalThis.crypto.subtle);
    const enrolled = await enrolPerson(
      context,
      { account, person },
      keys.publicKey as PublicJwk,
      `phone of ${name}`,
    );
    if (!enrolled.ok) throw new Error(enrolled.code);
    await auth.directory.reread('accounts', [account, enrolled.value._id]);
    const token = await auth.sessions.open(created.value, enrolled.value._id);
    players.set(name, {
      name,
      role,
      person,
      account,
      device: enrolled.value.device,
      key: keys.privateKey,
      token,
    });
  }
  for (const [name, branch] of kioskBranches) {
    const keys = await deviceKeys(globalThis.crypto.subtle);
    const kiosk = await createDevice(context, {
      kind: 'kiosk',
      label: `kiosk ${name}`,
      publicKey: keys.publicKey as PublicJwk,
      branch: branch as BranchId,
      surveys: ['survey:satisfaction:1'],
    });
    await auth.directory.reread('accounts', [kiosk._id]);
    const token = await auth.sessions.open(kiosk);
    players.set(name, {
      name,
      role: 'kiosk',
      person: null,
      account: null,
      device: kiosk.device,
      key: keys.privateKey,
      token,
    });
  }
  await inside.close();
  return { dir, players, remove: () => rm(dir, { recursive: true, force: true }) };
}
