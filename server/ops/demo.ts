/** Demonstration data: real records of `test/fixtures` moved to the last weeks, one account a role, a kiosk. */
import { createReadStream, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deviceDoc } from '../auth/device.ts';
import { createDevice } from '../auth/devices.ts';
import { accountByLogin, createAccount } from '../auth/accounts.ts';
import { issueCode } from '../auth/kiosks.ts';
import { readAs, under } from '../auth/stored.ts';
import type { AccountRole } from '../../src/domain/actor.ts';
import { organisationDoc } from '../../src/domain/registry.ts';
import type { BranchId, RegionId } from '../../src/domain/ids.ts';
import { createZoneClock } from '../../src/domain/time/zone.ts';
import type { Cases } from '../cases/cases.ts';
import type { Context } from '../context.ts';
import { demoComplaints, demoRegions, demoResponses } from './demo/mappings.ts';
import { movedSample } from './demo/moved.ts';
import { importFile } from './import/import-file.ts';
import type { ImportRequest } from './import/import-file.ts';
import { SATISFACTION_SURVEY, seedOrganisation } from './seed.ts';

const ORGANISATION = { name: 'Redress demonstration', currency: 'USD', demo: true };
/** Well known: a server with these accounts listens on its own machine only. */
const PASSWORD = 'redress-demo';
const FIELD_BRANCHES = ['CA', 'WA', 'OR'] as BranchId[];
const KIOSK_BRANCH = 'CA' as BranchId;
const KIOSK = 'Front desk';

export interface DemoSignIn {
  readonly role: AccountRole;
  readonly login: string;
  readonly password: string;
}
export interface Demo {
  /** a one-time code for the kiosk; null: the kiosk is enrolled already */
  readonly kioskCode: string | null;
}

const people: readonly { readonly role: AccountRole; readonly name: string }[] = [
  { role: 'field', name: 'Nino Beridze' },
  { role: 'manager', name: 'Elif Aydın' },
  { role: 'analyst', name: 'Marko Petrović' },
  { role: 'admin', name: 'Sofia Rossi' },
];

/** One a role; of these accounts only, and of demonstration data only. */
export const demoSignIns: readonly DemoSignIn[] = people.map(({ role }) => ({
  role,
  login: role,
  password: PASSWORD,
}));

/** The samples stand in the project, beside which the built server runs. */
function sampleFile(kind: 'complaints' | 'responses'): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const file = join(folder, 'test', 'fixtures', `${kind}.csv`);
    if (existsSync(file)) return file;
    if (dirname(folder) === folder) throw new Error(`test/fixtures/${kind}.csv is missing`);
  }
}

async function importSample(cases: Cases, mapping: ImportRequest['mapping']): Promise<void> {
  // Where the day begins last: nothing is of tomorrow anywhere.
  const { date } = createZoneClock().toLocal(cases.context.now(), 'America/Los_Angeles');
  const result = await importFile(cases, {
    mapping,
    bytes: movedSample(mapping.kind, createReadStream(sampleFile(mapping.kind)), date),
    dryRun: false,
    onProgress: () => undefined,
    onRefused: ({ line, field, rule }) =>
      cases.context.log.error({ line, field, rule }, 'the sample has a wrong row'),
  });
  if (!result.ok) throw new Error(`the sample of ${mapping.kind}: ${result.code}`);
}

async function ensurePeople(context: Context): Promise<void> {
  for (const { role, name } of people) {
    if ((await accountByLogin(context, role)) !== null) continue;
    const regions = role === 'manager' || role === 'analyst' ? (demoRegions as RegionId[]) : [];
    const created = await createAccount(context, {
      login: role,
      name,
      role,
      branches: role === 'field' ? FIELD_BRANCHES : [],
      regions,
      // USD 500
      remedyLimit: role === 'field' ? 50_000 : null,
      password: PASSWORD,
      temporary: false,
    });
    if (!created.ok) throw new Error(`the demonstration's ${role}: ${created.code}`);
  }
}

/** @returns a fresh code while the kiosk waits for one */
async function ensureKiosk(context: Context): Promise<string | null> {
  const devices = (await context.stores.accounts.range(under('device:'))).flatMap(
    (doc) => readAs(deviceDoc, doc) ?? [],
  );
  const found = devices.find(
    ({ kind, label, revoked }) => kind === 'kiosk' && label === KIOSK && revoked === null,
  );
  if (found !== undefined && found.publicKey !== null) return null;
  const kiosk =
    found ??
    (await createDevice(context, {
      kind: 'kiosk',
      label: KIOSK,
      publicKey: null,
      branch: KIOSK_BRANCH,
      surveys: [SATISFACTION_SURVEY],
    }));
  const issued = await issueCode(context, kiosk.device);
  if (!issued.ok) throw new Error(`the demonstration's kiosk: ${issued.code}`);
  return issued.value.code;
}

/** Says of an organisation, be it there already, that its accounts are well known. */
async function ensureOrganisation(context: Context): Promise<void> {
  await seedOrganisation(context, ORGANISATION);
  const { registry } = context.stores;
  const stored = readAs(organisationDoc, await registry.get('organisation:self'));
  if (stored !== null && !stored.demo) await registry.write([{ ...stored, demo: true }]);
}

/** Loads what is not there yet; calling it again, even after it was cut short, adds nothing twice. */
export async function loadDemo(context: Context, cases: Cases): Promise<Demo> {
  await ensureOrganisation(context);
  await importSample(cases, demoComplaints());
  await importSample(cases, demoResponses());
  await ensurePeople(context);
  return { kioskCode: await ensureKiosk(context) };
}
