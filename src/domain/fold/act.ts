/** An event as an effect sees it: placed in the order, its data checked, its author known. */
import type { WithoutEffect } from '../complaint.ts';
import type { EventData, EventKind } from '../events/data.ts';
import type { ComplaintEvent } from '../events/event.ts';
import { stampMs } from '../hlc.ts';
import type { Stamp } from '../hlc.ts';
import type { EventUuid, PersonId } from '../ids.ts';
import { roleMay } from '../permissions.ts';
import type { Action } from '../permissions.ts';
import { instantOf } from '../time/moment.ts';
import type { Moment } from '../time/moment.ts';
import type { FoldContext } from './context.ts';
import type { State } from './state.ts';

export interface Author {
  readonly person: PersonId | null;
  readonly role: string;
  /** minor units; null: no limit */
  readonly remedyLimit: number | null;
}

export interface Act<K extends EventKind> {
  readonly id: EventUuid;
  readonly pos: number;
  readonly author: Author;
  readonly data: EventData<K>;
  /** when it happened: as its author says, else when it was written down */
  readonly when: Moment;
  readonly flags: readonly string[];
}

/** @returns null: it takes effect */
export type Effect<K extends EventKind> = (act: Act<K>, state: State) => WithoutEffect | null;

/** The end of the year 9999: what an instant can say. */
const LAST_MS = 253_402_300_799_999;

/** Entitlement is by the role at admission; on a phone, before that, by the user's own. Without either: by none. */
export function authorOf(event: ComplaintEvent, ctx: FoldContext): Author {
  const { role, remedyLimit } = event.admitted ?? ctx.ownRole ?? { role: '', remedyLimit: 0 };
  return { person: event.by, role, remedyLimit };
}

/** An import repeats what another system says has happened: in whatever order, whoever may have done it there. */
export const isSource = (author: Author): boolean => author.role === 'source';

export const entitled = (author: Author, action: Action): boolean => roleMay(author.role, action);

export function whenOf(data: object, at: Stamp): Moment {
  const on = 'on' in data ? (data.on as Moment | undefined) : undefined;
  return on ?? instantOf(Math.min(stampMs(at), LAST_MS));
}

/** Whether it is closed and the author knew: what was done in ignorance of the closing was done all the same. */
export function knewItClosed({ pos }: { readonly pos: number }, { registers, ancestry }: State): boolean {
  const held = registers.closed.held;
  return held !== undefined && held.value !== null && ancestry.hadSeen(pos, held.pos);
}
