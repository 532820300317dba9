import { useState } from 'react';
import { changedFields, merge } from './merge.ts';
import type { Merged } from './merge.ts';

interface State<T> {
  readonly base: T;
  readonly version: string;
  readonly values: T;
  readonly meanwhile: Merged<T> | null;
}

export interface Editing<T> {
  readonly values: T;
  readonly set: (change: Partial<T>) => void;
  /** what differs from what is stored */
  readonly changed: readonly (keyof T & string)[];
  /** goes into `If-Match` */
  readonly version: string;
  /** what somebody else did while this was open */
  readonly meanwhile: Merged<T> | null;
  /** as it is stored, as far as we know */
  readonly base: T;
  /** somebody else was quicker: their version becomes what this is compared with, and nothing that was typed is lost */
  readonly rebase: (theirs: T, version: string) => Merged<T>;
  /** it was saved, or changed in what this form doesn't show */
  readonly settle: (stored: T, version: string) => void;
}

const tells = <T>(merged: Merged<T>): Merged<T> | null =>
  merged.taken.length + merged.contested.length > 0 ? merged : null;

/** A record in a form, with the version that it was read in. */
export function useEditing<T extends object>(stored: T, version: string): Editing<T> {
  const [state, setState] = useState<State<T>>({ base: stored, version, values: stored, meanwhile: null });
  return {
    values: state.values,
    version: state.version,
    meanwhile: state.meanwhile,
    base: state.base,
    changed: changedFields(state.base, state.values),
    set: (change) => setState((now) => ({ ...now, values: { ...now.values, ...change } })),
    rebase: (theirs, newer) => {
      setState((now) => {
        const meanwhile = merge(now.base, now.values, theirs);
        return { base: theirs, version: newer, values: meanwhile.values, meanwhile: tells(meanwhile) };
      });
      return merge(state.base, state.values, theirs);
    },
    settle: (stored, newer) =>
      setState((now) => ({
        ...now,
        base: stored,
        version: newer,
        values: merge(now.base, now.values, stored).values,
      })),
  };
}
