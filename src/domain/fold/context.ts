/** What a fold has to know beside the events; all of it comes in from outside. */
import type { AccountRole } from '../actor.ts';
import type { RegionId } from '../ids.ts';
import type { WorkingCalendar } from '../time/calendar.ts';
import type { DeadlinePolicy } from '../time/deadlines.ts';
import type { ZoneClock } from '../time/zone.ts';

export interface FoldContext {
  /** @param id `policy:<id>:<version>`; undefined: not known here, deadlines stay null */
  readonly policyOf: (id: string) => DeadlinePolicy | undefined;
  readonly calendarOf: (region: RegionId) => WorkingCalendar | undefined;
  readonly zone: ZoneClock;
  /** on a phone: by what its own events, which the server has not admitted yet, are entitled */
  readonly ownRole?: { readonly role: AccountRole; readonly remedyLimit: number | null };
  /** entries of a page of a long log; `PAGE` */
  readonly page?: number;
  /** marks that the server keeps beside the events; a phone takes them from the complaint that it has */
  readonly sealed?: boolean;
  readonly erased?: boolean;
}
