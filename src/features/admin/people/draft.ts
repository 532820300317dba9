/** A person in a form: what the contract's PersonInput says, as it is typed. */
import type { AccountRole } from '../../../domain/actor.ts';
import type { FieldProblem } from '../../../../server/contract/problem.ts';
import type { Account, PersonInput } from '../../../../server/contract/session.ts';
import { amountText, parseAmount } from '../../../i18n/amount.ts';

/** Whose word is needed for a remedy that costs money: always a manager's, above an amount, or never. */
export interface RemedyLimit {
  readonly kind: 'none' | 'upTo' | 'any';
  /** as typed; means something with `upTo` only */
  readonly amount: string;
}

export interface PersonDraft {
  readonly name: string;
  readonly login: string;
  readonly role: AccountRole;
  readonly branches: readonly string[];
  readonly regions: readonly string[];
  readonly remedyLimit: RemedyLimit;
}

/** Roles that decide on remedies. */
export const decidesRemedies = (role: AccountRole): boolean => role === 'field' || role === 'manager';

/** What a role begins with: who is new in the field asks, a manager needn't. */
export const usualLimit = (role: AccountRole): RemedyLimit => ({
  kind: role === 'manager' ? 'any' : 'none',
  amount: '',
});

export const newPerson: PersonDraft = {
  name: '',
  login: '',
  role: 'field',
  branches: [],
  regions: [],
  remedyLimit: usualLimit('field'),
};

/** @param decimals of the organisation's currency */
export function draftOf(account: Account, decimals: number): PersonDraft {
  const { name, login, role, branches, regions, remedyLimit } = account;
  const kind = remedyLimit === null ? 'any' : remedyLimit === 0 ? 'none' : 'upTo';
  const amount = remedyLimit === null || remedyLimit === 0 ? '' : amountText(remedyLimit, decimals);
  return {
    name,
    login,
    role,
    branches: [...branches].sort(),
    regions: [...regions].sort(),
    remedyLimit: { kind, amount },
  };
}

/** Another role: what it has no use for goes, and what it decides on alone begins as usual. */
export function withRole(draft: PersonDraft, role: AccountRole): PersonDraft {
  const keepsLimit = decidesRemedies(role) === decidesRemedies(draft.role) && draft.role !== 'field';
  return {
    ...draft,
    role,
    branches: role === 'field' ? draft.branches : [],
    regions: role === 'admin' ? [] : draft.regions,
    remedyLimit: keepsLimit && role !== 'field' ? draft.remedyLimit : usualLimit(role),
  };
}

/** What no server need be asked for. */
export function draftProblems({ role, remedyLimit }: PersonDraft, decimals: number): FieldProblem[] {
  if (!decidesRemedies(role) || remedyLimit.kind !== 'upTo') return [];
  const wrong = parseAmount(remedyLimit.amount, decimals) === null;
  return wrong ? [{ field: 'remedyLimit', rule: 'amount.form' }] : [];
}

export function inputOf(draft: PersonDraft, decimals: number): PersonInput {
  const { kind, amount } = draft.remedyLimit;
  const limit = kind === 'any' ? null : kind === 'none' ? 0 : parseAmount(amount, decimals);
  return {
    name: draft.name.trim(),
    login: draft.login.trim(),
    role: draft.role,
    branches: [...draft.branches],
    regions: [...draft.regions],
    remedyLimit: decidesRemedies(draft.role) ? limit : null,
  };
}
