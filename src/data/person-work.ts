/** A person's work: complaints, in lists and one by one. */
import type { ComplaintId } from '../domain/ids.ts';
import type { ZoneClock } from '../domain/time/zone.ts';
import type { Account } from './account.ts';
import { actorOf } from './actor-of.ts';
import { ownRoleOf } from './author.ts';
import { Recorder } from './cases/recorder.ts';
import { noCases } from './no-cases.ts';
import type { Surroundings } from './ports.ts';
import type { Work } from './work.ts';
import { WorkingSet } from './working-set.ts';

const RECENT = 8;

function recorderOf(
  { set, outbox, profile, maker }: Account<WorkingSet>,
  { now, uuid }: Surroundings,
): Recorder {
  const { registry, reader } = set;
  return new Recorder({ outbox, registry, reader, actor: actorOf(profile), maker, now, uuid });
}

/** Those that this person used most lately, latest first. */
function recentCategories({ set, profile }: Account<WorkingSet>): (readonly string[])[] {
  if (profile.kind !== 'person') return [];
  const recent = new Map<string, readonly string[]>();
  for (const { recorder, category } of set.projection.latest()) {
    if (recorder === profile.person && category.length > 0) recent.set(category.join('\n'), category);
    if (recent.size >= RECENT) break;
  }
  return [...recent.values()];
}

/** @param zone of the calendars by which deadlines run */
export function personWork(zone: ZoneClock): Work<WorkingSet> {
  return {
    hold: ({ profile, stores, mirror, outbox, around }) => {
      const ownRole = ownRoleOf(profile);
      return new WorkingSet(stores.projection, mirror, outbox, {
        now: around.now,
        uuid: around.uuid,
        context: { zone, ...(ownRole === null ? {} : { ownRole }) },
      });
    },
    cases: ({ current, write }, around) => ({
      list: async (query) => {
        const account = await current();
        if (account === null) return await noCases.list(query);
        const { set, profile } = account;
        return await set.projection.list(query, {
          now: around.now(),
          person: actorOf(profile).person,
          calendarOf: set.registry.calendarOf,
          zone,
        });
      },
      recentCategories: async () => {
        const account = await current();
        return account === null ? [] : recentCategories(account);
      },
      complaint: async (id, earlier) => {
        const account = await current();
        if (account === null) return null;
        const { set, profile } = account;
        return await set.reader.view(id as ComplaintId, actorOf(profile), around.now(), earlier);
      },
      record: (input) => write((account) => recorderOf(account, around).record(input)),
      act: (complaint, draft) =>
        write((account) => recorderOf(account, around).act(complaint as ComplaintId, draft)),
      changeParty: (complaint, party) =>
        write((account) => recorderOf(account, around).changeParty(complaint as ComplaintId, party)),
    }),
  };
}
