/** A complaint in the middle of being folded. Only effects change it, and only `result.ts` shows it. */
import type { Channel, Outcome, RemedyKind } from '../codes.ts';
import type { FoldedComplaint, Remedy } from '../complaint.ts';
import type { EventData } from '../events/data.ts';
import type { BranchId, PersonId, RegionId } from '../ids.ts';
import type { Severity } from '../severity.ts';
import type { Moment } from '../time/moment.ts';
import type { Ancestry } from './ancestry.ts';
import { Register } from './register.ts';
import type { KeptWrite } from './register.ts';
import type { ComplaintEvent } from '../events/event.ts';
import type { Placed } from './order.ts';

type Closing = NonNullable<FoldedComplaint['closed']>;

export interface Location {
  readonly branch: BranchId;
  readonly region: RegionId;
}

/** One for each contestable field. */
export interface Registers {
  readonly severity: Register<Severity>;
  readonly category: Register<readonly string[]>;
  readonly wanted: Register<readonly RemedyKind[]>;
  readonly happened: Register<Moment | null>;
  readonly channel: Register<Channel>;
  readonly assignee: Register<PersonId | null>;
  readonly branch: Register<Location>;
  readonly outcome: Register<Outcome | null>;
  /** null: open */
  readonly closed: Register<Closing | null>;
}

type Written<R> = R extends Register<infer V> ? V : never;
export type KeptRegisters = {
  readonly [F in keyof Registers]: readonly KeptWrite<Written<Registers[F]>>[];
};

export type WorkingRemedy = { -readonly [K in keyof Remedy]: Remedy[K] };

export interface State {
  readonly ancestry: Ancestry;
  readonly registers: Registers;
  readonly receipt: EventData<'received'>;
  readonly recorder: PersonId | null;
  readonly about: readonly PersonId[];
  readonly branchesEver: BranchId[];
  /** whoever had it assigned at some time: their contact with the complainant counts, even when it arrives late */
  readonly assigneesEver: Set<PersonId>;
  readonly remedies: WorkingRemedy[];
  acknowledged: Moment | null;
  assessed: Moment | null;
  safety: boolean;
  investigated: Moment | null;
  decided: Moment | null;
  /** what the complainant said to the decision, and where in the order */
  answer: { readonly accepted: boolean; readonly pos: number } | null;
  referred: boolean;
  reopened: number;
  backdated: boolean;
}

function registersOn(ancestry: Ancestry, before?: KeptRegisters): Registers {
  return {
    severity: new Register(ancestry, undefined, before?.severity),
    category: new Register(ancestry, undefined, before?.category),
    wanted: new Register(ancestry, undefined, before?.wanted),
    happened: new Register(ancestry, undefined, before?.happened),
    channel: new Register(ancestry, undefined, before?.channel),
    assignee: new Register(ancestry, undefined, before?.assignee),
    branch: new Register(ancestry, ({ branch }) => branch, before?.branch),
    outcome: new Register(ancestry, undefined, before?.outcome),
    closed: new Register(ancestry, (closing) => closing?.reason ?? null, before?.closed),
  };
}

/** The state that the receipt makes. */
export function received(root: Placed, receipt: EventData<'received'>, ancestry: Ancestry): State {
  const registers = registersOn(ancestry);
  const { id, pos } = root;
  registers.category.write(id, pos, receipt.category);
  registers.wanted.write(id, pos, receipt.wanted);
  registers.happened.write(id, pos, receipt.happened ?? null);
  registers.channel.write(id, pos, receipt.channel);
  registers.branch.write(id, pos, { branch: receipt.branch, region: receipt.region });
  return {
    ancestry,
    registers,
    receipt,
    recorder: root.event.by,
    about: receipt.about ?? [],
    branchesEver: [receipt.branch],
    assigneesEver: new Set(),
    remedies: [],
    acknowledged: null,
    assessed: null,
    safety: false,
    investigated: null,
    decided: null,
    answer: null,
    referred: false,
    reopened: 0,
    backdated: false,
  };
}

/** The plain part of a state, by value. */
export type KeptState = Omit<
  State,
  'ancestry' | 'registers' | 'receipt' | 'recorder' | 'about' | 'assigneesEver'
> & {
  readonly assigneesEver: readonly PersonId[];
};

/** Of a state at a checkpoint. Nothing of it changes with the state. */
export const plainOf = (state: State): KeptState => ({
  branchesEver: [...state.branchesEver],
  assigneesEver: [...state.assigneesEver],
  remedies: state.remedies.map((remedy) => ({ ...remedy })),
  acknowledged: state.acknowledged,
  assessed: state.assessed,
  safety: state.safety,
  investigated: state.investigated,
  decided: state.decided,
  answer: state.answer,
  referred: state.referred,
  reopened: state.reopened,
  backdated: state.backdated,
});

/** The state in which the fold goes on from a checkpoint. */
export function goingOn(
  root: ComplaintEvent,
  receipt: EventData<'received'>,
  plain: KeptState,
  registers: KeptRegisters,
  ancestry: Ancestry,
): State {
  return {
    ...plain,
    ancestry,
    registers: registersOn(ancestry, registers),
    receipt,
    recorder: root.by,
    about: receipt.about ?? [],
    branchesEver: [...plain.branchesEver],
    assigneesEver: new Set(plain.assigneesEver),
    remedies: plain.remedies.map((remedy) => ({ ...remedy })),
  };
}
