/** `/api/admin/people`: who has an account, and what it allows. */
import type { FastifyInstance } from 'fastify';
import { reach } from '../../src/domain/actor.ts';
import type { AccountDoc } from '../auth/account.ts';
import { accountDoc, accountDocId } from '../auth/account.ts';
import { changeAccount, createAccount } from '../auth/accounts.ts';
import type { Auth } from '../auth/auth.ts';
import { admitTo } from '../auth/guard.ts';
import { hashPassword } from '../auth/password.ts';
import { newPassword } from '../auth/secret.ts';
import { lastSignIns } from '../auth/sign-in.ts';
import { readAs, under } from '../auth/stored.ts';
import type { Context } from '../context.ts';
import { personChange, personInput } from '../contract/session.ts';
import type { Account, NewPassword, PersonChange } from '../contract/session.ts';
import { refuse, succeed } from '../errors.ts';
import type { Result } from '../errors.ts';
import { parse } from '../schema.ts';
import { checkPlaces } from './places.ts';
import type { Places } from './places.ts';
import { seenVersion } from './version.ts';

interface Params {
  readonly id: string;
}

const view = (account: AccountDoc, lastSignIn: number | null, now: number): Account => ({
  id: account._id,
  person: account.person,
  login: account.login,
  name: account.name,
  role: account.role,
  grants: account.grants,
  ...reach(account.grants, now),
  remedyLimit: account.remedyLimit,
  disabled: account.disabled,
  lastSignIn,
  version: account._rev ?? '',
});

/** Ids come as `account:<uuid>` or bare. */
const accountIdIn = ({ id }: Params): string => (id.startsWith('account:') ? id : accountDocId(id));

/** The reach as it is to be; who becomes a manager loses the single branches, which mean nothing any more. */
async function placesAfter(
  context: Context,
  account: AccountDoc,
  change: PersonChange,
): Promise<Result<Places | Record<string, never>>> {
  const { role = account.role, branches, regions } = change;
  if (change.role === undefined && branches === undefined && regions === undefined) return succeed({});
  const held = reach(account.grants, context.now());
  const single = role === 'field' || role === 'admin' ? held.branches : [];
  return checkPlaces(context.stores.registry, role, {
    branches: branches ?? single,
    regions: regions ?? held.regions,
  });
}

export function registerPeople(app: FastifyInstance, context: Context, { directory, audit }: Auth): void {
  const { stores } = context;

  app.get('/api/admin/people', async (request, reply) => {
    if ((await admitTo('people.manage', context, request, reply)) === null) return reply;
    const docs = await stores.accounts.range(under('account:'));
    const seen = await lastSignIns(
      stores.accounts,
      docs.map(({ _id }) => _id),
    );
    const people = docs.flatMap((doc, at) => {
      const account = readAs(accountDoc, doc);
      return account === null ? [] : [view(account, seen[at] ?? null, context.now())];
    });
    return reply.send(people);
  });

  app.post('/api/admin/people', async (request, reply) => {
    const caller = await admitTo('people.manage', context, request, reply);
    if (caller === null) return reply;
    const input = parse(personInput, request.body);
    if (!input.ok) return refuse(reply, input);
    const { login, name, role, remedyLimit } = input.value;
    const places = await checkPlaces(stores.registry, role, input.value);
    if (!places.ok) return refuse(reply, places);
    const password = newPassword();
    const created = await createAccount(context, {
      login,
      name,
      role,
      remedyLimit,
      ...places.value,
      password,
      temporary: true,
    });
    if (!created.ok) return refuse(reply, created);
    const { _id: id } = created.value;
    await audit.record([{ act: 'people.created', by: caller.via, to: id, detail: { role } }]);
    await directory.reread('accounts', [id]);
    const answer: NewPassword = { id, password };
    return reply.code(201).send(answer);
  });

  app.patch<{ Params: Params }>('/api/admin/people/:id', async (request, reply) => {
    const caller = await admitTo('people.manage', context, request, reply);
    if (caller === null) return reply;
    const input = parse(personChange, request.body);
    if (!input.ok) return refuse(reply, input);
    const id = accountIdIn(request.params);
    const account = readAs(accountDoc, await stores.accounts.get(id));
    if (account === null) return refuse(reply, 'people.notFound');
    const places = await placesAfter(context, account, input.value);
    if (!places.ok) return refuse(reply, places);
    const change = Object.fromEntries(
      Object.entries({ ...input.value, ...places.value }).filter(([, value]) => value !== undefined),
    );
    // what was read here decided on the places, so it is what the change is about
    const version = seenVersion(request) ?? account._rev ?? null;
    const changed = await changeAccount(context, id, change, version);
    if (!changed.ok) return refuse(reply, changed);
    const detail = {
      fields: Object.keys(input.value),
      role: changed.value.role,
      disabled: changed.value.disabled,
    };
    await audit.record([{ act: 'people.changed', by: caller.via, to: id, detail }]);
    await directory.reread('accounts', [id]);
    const [seen] = await lastSignIns(stores.accounts, [id]);
    return reply.send(view(changed.value, seen ?? null, context.now()));
  });

  app.post<{ Params: Params }>('/api/admin/people/:id/password', async (request, reply) => {
    const caller = await admitTo('people.manage', context, request, reply);
    if (caller === null) return reply;
    const id = accountIdIn(request.params);
    const password = newPassword();
    const hash = await hashPassword(password);
    const changed = await changeAccount(context, id, { password: { hash, temporary: true } }, null);
    if (!changed.ok) return refuse(reply, changed);
    await audit.record([{ act: 'password.reset', by: caller.via, to: id }]);
    await directory.reread('accounts', [id]);
    const answer: NewPassword = { id, password };
    return reply.send(answer);
  });
}
