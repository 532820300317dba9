/** What the fuzzer and a device's process say to each other. */
import type { KioskInfo, SessionInfo } from '../../../../server/contract/session.ts';
import type { DeviceStatus, HeldItem } from '../../../../src/data/api.ts';
import type { FoldedComplaint } from '../../../../src/domain/complaint.ts';
import type { Mishap, Step } from '../plan.ts';

export type Owner =
  | ({ readonly kind: 'person' } & SessionInfo)
  | ({ readonly kind: 'kiosk' } & KioskInfo & { readonly account: string });

/** How to reach the server, and as whom. */
export interface Line {
  /** of the network in between */
  readonly origin: string;
  /** the server's own, which a browser would name */
  readonly page: string;
  readonly token: string;
}

export type Command =
  | { readonly does: 'key'; readonly account: string }
  | { readonly does: 'open'; readonly owner: Owner; readonly line: Line; readonly clock: number }
  | {
      readonly does: 'turn';
      readonly net: 'offline' | 'after' | 'live';
      readonly steps: readonly Step[];
      readonly mishaps: readonly Mishap[];
    }
  /** faults are off: hours later it asks who it is, and syncs until a round succeeds */
  | { readonly does: 'settle' }
  | { readonly does: 'glance' }
  | { readonly does: 'see' }
  | { readonly does: 'end' };

/** What a device showed its user as saved. */
export interface Confirmed {
  readonly op: number;
  readonly does: Step['does'];
  /** uuids of what was made: an event or a response, or the complaint that was recorded */
  readonly made: string | null;
  readonly complaint: string | null;
  readonly kind: string | null;
  /** what an independent eye finds again in the server's document */
  readonly said: Readonly<Record<string, unknown>>;
}
/** A device that told its user that it could not save. */
export interface Denied {
  readonly op: number;
  readonly code: string;
}
export interface Seen {
  readonly status: DeviceStatus;
  readonly held: readonly HeldItem[];
  /** by complaint, as a person sees it; `own`: uuids of events that only this device has */
  readonly cases: Readonly<
    Record<string, { readonly complaint: FoldedComplaint; readonly own: readonly string[] }>
  >;
  /** what the lists show */
  readonly listed: readonly string[];
  readonly drafts: Readonly<Record<string, unknown>>;
}
export type Told =
  | { readonly tells: 'confirmed'; readonly item: Confirmed }
  | { readonly tells: 'denied'; readonly item: Denied }
  /** a step is about to be done */
  | { readonly tells: 'begins'; readonly op: number }
  | { readonly tells: 'answer'; readonly answer: unknown }
  | { readonly tells: 'failed'; readonly error: string };
