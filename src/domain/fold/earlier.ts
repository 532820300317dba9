/**
 * What the older part of a long log folds to: from here the fold goes on, without the events before. Valid for the fold's
 * version that the document names. The same events make the same checkpoint, in whatever steps they came.
 */
import type { Channel, Relation } from '../codes.ts';
import type { ComplaintEvent } from '../events/event.ts';
import type { Stamp } from '../hlc.ts';
import type { EventUuid, PersonId, RegionId } from '../ids.ts';
import type { KeptRegisters, KeptState } from './state.ts';

export interface Key {
  readonly at: Stamp;
  readonly id: EventUuid;
}

/** An event before the checkpoint that events after it can ask about. */
export interface KnownNode {
  readonly id: EventUuid;
  /** whose, and when: for who has to settle what stands against each other */
  readonly by: PersonId | null;
  readonly at: Stamp;
  /** what its author had seen of the nodes before it in this list */
  readonly seen: readonly number[];
  /** a later event may say that its author had seen it */
  readonly anchor: boolean;
}

export interface Earlier extends Told {
  /** entries before the log's first */
  readonly count: number;
  /** continuations that hold them */
  readonly pages: number;
  /** the receipt */
  readonly root: ComplaintEvent;
  /** the greatest key of the events before, but for the receipt: an event with a greater one comes after all of them */
  readonly upTo: Key;
  /** events before with a stamp of their own beyond `upTo`, which the server has not believed */
  readonly ahead: readonly Key[];
  /** what events before name as seen and is not here: should it come, it belongs among them */
  readonly unknown: readonly EventUuid[];
  /** what the log's events name as seen and is not here, nor among the events before */
  readonly absent: readonly EventUuid[];
  /** events before that no other of them comes after */
  readonly heads: readonly EventUuid[];
  /** in the order of the fold, the receipt first; their places are the positions in `registers` and `state` */
  readonly nodes: readonly KnownNode[];
  readonly registers: KeptRegisters;
  readonly state: KeptState;
}

/** What others than the fold read of a log's older part. */
export interface Told {
  /** the beginning of what was typed, as search has it */
  readonly said: string;
  /** in which it ever was */
  readonly regions: readonly RegionId[];
  /** what the source of an import last said of the deadline */
  readonly timely: boolean | null;
  readonly party: {
    readonly relation: Relation | null;
    readonly preferred: Channel | null;
    /** in order, those with details */
    readonly changes: readonly EventUuid[];
  };
}
