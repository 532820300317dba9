/** What a person sees on this device. */
import type { DataApi } from '../../../../src/data/api.ts';
import type { Seen } from './wire.ts';

const ALL = { search: '', offset: 0, limit: 1_000_000 } as const;

export async function look(data: DataApi): Promise<Seen> {
  const listed: string[] = [];
  for (const filter of ['branch', 'closed'] as const) {
    const { rows } = await data.list({ ...ALL, filter });
    listed.push(...rows.map(({ id }) => id));
  }
  const cases: Record<string, Seen['cases'][string]> = {};
  for (const id of listed) {
    const view = await data.complaint(id);
    if (view !== null) cases[id] = { complaint: view.complaint, own: view.unsynced };
  }
  const drafts = { 'note:fuzz': await data.draft('note:fuzz'), response: await data.draft('response') };
  return { status: await data.status(), held: await data.held(), cases, listed, drafts };
}

/** As much of it as tells whether anything has changed. */
export async function glance(data: DataApi): Promise<string> {
  const { waiting } = await data.status();
  const lists = [];
  for (const filter of ['branch', 'closed'] as const) lists.push(await data.list({ ...ALL, filter }));
  const held = (await data.held()).map(({ id, reason }) => [id, reason]);
  return JSON.stringify([waiting, held, lists.map(({ rows }) => rows), await data.registry()]);
}
