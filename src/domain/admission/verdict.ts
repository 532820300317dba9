/** What becomes of an item that a device pushes. */
import type { Admitted } from '../signed.ts';
import type { Quarantine, Refusal } from './codes.ts';
import type { BrokenRule } from '../rules.ts';

export type Verdict =
  /** @property hash its `itemHash`, for the device's chain; @property admitted what the server stores with it */
  | {
      readonly verdict: 'admit';
      readonly flags: readonly string[];
      readonly hash: string;
      readonly admitted: Admitted;
    }
  /** the same content is here already: confirmed again */
  | { readonly verdict: 'again'; readonly hash: string }
  | ({ readonly verdict: 'refuse'; readonly code: Refusal } & Partial<BrokenRule>)
  /** @property admitted what is stored with it should a manager let it in */
  | {
      readonly verdict: 'quarantine';
      readonly code: Quarantine;
      readonly hash: string;
      readonly admitted: Admitted;
    };

/** A finding that ends the examination. */
export type Finding = { readonly refuse: Refusal } | { readonly quarantine: Quarantine };
