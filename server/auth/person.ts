/** The person that everybody sees, kept in step with the account that nobody does. */
import { reach } from '../../src/domain/actor.ts';
import { personDoc } from '../../src/domain/registry.ts';
import type { PersonDoc } from '../../src/domain/registry.ts';
import type { Stores } from '../store/store.ts';
import { accountDoc } from './account.ts';
import type { AccountDoc } from './account.ts';
import { readAs, under } from './stored.ts';

export function personOf(account: AccountDoc): PersonDoc {
  // of grants that were written, none begins later than now
  const { branches, regions } = reach(account.grants, Number.MAX_SAFE_INTEGER);
  return {
    _id: `person:${account.person}`,
    type: 'person',
    v: 1,
    person: account.person,
    name: account.name,
    role: account.role,
    branches,
    regions,
    left: account.disabled,
  };
}

const same = (a: PersonDoc, b: PersonDoc): boolean =>
  (['name', 'role', 'left'] as const).every((field) => a[field] === b[field]) &&
  (['branches', 'regions'] as const).every((field) => a[field].join() === b[field].join());

/** Writes what the account says until both agree. */
export async function keepPersonInStep(
  stores: Pick<Stores, 'accounts' | 'registry'>,
  accountId: string,
): Promise<void> {
  for (;;) {
    const account = readAs(accountDoc, await stores.accounts.get(accountId));
    if (account === null) return;
    const person = personOf(account);
    const before = readAs(personDoc, await stores.registry.get(person._id));
    if (before !== null && same(before, person)) return;
    // then once more, success or not: the account may have changed between reading and writing
    await stores.registry.write([{ ...before, ...person }]);
  }
}

/** At start: what a process that died between the two writes left behind. */
export async function restorePeople(stores: Pick<Stores, 'accounts' | 'registry'>): Promise<void> {
  for (const { _id } of await stores.accounts.range({ ...under('account:'), includeDocs: false })) {
    await keepPersonInStep(stores, _id);
  }
}
