/** Whether the reports count what is there, and completeness misses nothing. */
import type {
  Completeness,
  ComplaintsReport,
  SatisfactionReport,
} from '../../../../server/contract/reports.ts';
import type { ServerProcess } from '../server-process.ts';
import type { Raw } from '../store.ts';
import type { Findings } from './findings.ts';
import { contentOf } from './findings.ts';
import type { World } from './world.ts';
import { itemsOf } from './world.ts';

export interface Reported {
  readonly complaints: ComplaintsReport;
  readonly satisfaction: SatisfactionReport;
  readonly completeness: Completeness;
}

export async function askReports(server: ServerProcess): Promise<Reported> {
  const ask = async (path: string): Promise<unknown> =>
    JSON.parse(await server.operator('GET', `/report/${path}`)) as unknown;
  return {
    complaints: (await ask('complaints?by=branch')) as ComplaintsReport,
    satisfaction: (await ask('satisfaction')) as SatisfactionReport,
    completeness: (await ask('completeness')) as Completeness,
  };
}

export function checkFigures(reported: Reported, world: World, found: Findings): void {
  const complaints = [...world.complaints.values()];
  const { total, groups } = reported.complaints;
  const count = (of: typeof complaints) => ({
    received: of.length,
    closed: of.filter(({ closed }) => closed !== null).length,
  });
  const said = (figures: typeof total) => ({
    received: figures?.received ?? 0,
    closed: figures?.closed ?? 0,
  });
  same(found, 'complaints', said(total), count(complaints));
  for (const branch of new Set(complaints.map((one) => one.branch))) {
    const group = groups.find(({ key }) => key === branch);
    same(
      found,
      `complaints of ${branch}`,
      said(group?.figures ?? null),
      count(complaints.filter((one) => one.branch === branch)),
    );
  }
  checkSatisfaction(reported.satisfaction, world.responses, found);
  checkCompleteness(reported.completeness, world, found);
}

function same(found: Findings, what: string, reported: object, counted: object): void {
  found.unless(
    contentOf(reported) === contentOf(counted),
    'diverged',
    () => `report of ${what}: ${JSON.stringify(reported)}, counted ${JSON.stringify(counted)}`,
  );
}

/** Answers below which a report shows nothing. */
const FEW = 10;

/** The survey that ships: `overall` from 1 to 5, satisfied from 4; `recommend` from 0 to 10. */
function checkSatisfaction({ total }: SatisfactionReport, responses: readonly Raw[], found: Findings): void {
  const answers = (name: string): number[] =>
    responses.flatMap((one) => (one['answers'] as Readonly<Record<string, number>>)[name] ?? []);
  const [overall, recommend] = [answers('overall'), answers('recommend')];
  const counted = {
    responses: responses.length,
    complete: responses.filter((one) => one['complete'] === true).length,
    answered: overall.length,
    satisfied: overall.filter((score) => score >= 4).length,
    promoters: recommend.filter((score) => score >= 9).length,
    detractors: recommend.filter((score) => score <= 6).length,
    recommending: recommend.length,
  };
  if (total === null && Math.min(overall.length, recommend.length) < FEW) return;
  const { satisfied, nps } = total ?? {};
  const reported = {
    responses: total?.responses ?? 0,
    complete: total?.complete ?? 0,
    answered: satisfied?.n ?? 0,
    satisfied: Math.round((satisfied?.value ?? 0) * (satisfied?.n ?? 0)),
    promoters: nps?.promoters ?? 0,
    detractors: nps?.detractors ?? 0,
    recommending: nps?.n ?? 0,
  };
  same(found, 'satisfaction', reported, counted);
}

/** Every number that a device has given is there: a gap would be something that never came. */
function checkCompleteness({ devices, quarantined }: Completeness, world: World, found: Findings): void {
  const items = itemsOf(world);
  for (const { device } of world.devices) {
    const row = devices.find((one) => one.device === device);
    const numbers = new Set(items.filter((one) => one['device'] === device).map((one) => Number(one['seq'])));
    const missing = Math.max(0, ...numbers) - numbers.size;
    found.unless(missing === 0, 'lost', () => `${device}: ${missing} of its numbers never came`);
    same(
      found,
      `completeness of ${device}`,
      { received: row?.received ?? 0, missing: row?.missing ?? 0 },
      { received: numbers.size, missing: 0 },
    );
  }
  const waiting = [...world.quarantine.values()].filter((doc) => doc['state'] === 'waiting').length;
  same(found, 'quarantine', { quarantined }, { quarantined: waiting });
}
