/** `/api/setup`: from nothing to an organisation with its first administrator. */
import type { FastifyInstance } from 'fastify';
import { isLoopback } from '../config.ts';
import type { Context } from '../context.ts';
import { setUp } from '../contract/session.ts';
import type { SetupState } from '../contract/session.ts';
import { fail, refuse } from '../errors.ts';
import { parse } from '../schema.ts';
import { createAccount } from './accounts.ts';
import type { Auth } from './auth.ts';
import { inKioskProfile, beginSession } from './session-routes.ts';
import { claimSetup, setupNeeded } from './setup.ts';

/** What fills the registry; the server's composition says with what. */
export interface Seeding {
  organisation(name: string, demo: boolean): Promise<void>;
  demonstration(): Promise<void>;
}

export function registerSetup(app: FastifyInstance, context: Context, auth: Auth, seeding: Seeding): void {
  app.get('/api/setup', async (_request, reply) => {
    const state: SetupState = { needed: await setupNeeded(context) };
    return reply.send(state);
  });

  app.post('/api/setup', async (request, reply) => {
    const input = parse(setUp, request.body);
    if (!input.ok) return refuse(reply, input);
    const { token, organisation, name, login, password, demo } = input.value;
    // the demonstration's accounts have well-known passwords
    if (demo && !isLoopback(context.config.host)) return refuse(reply, 'setup.demoLoopback');
    if (await inKioskProfile(auth, request)) return refuse(reply, 'session.kioskProfile');
    const guess = { login: null, address: request.ip };
    const allowed = await auth.attempts.begin(guess);
    if (!allowed.ok) return refuse(reply, fail('session.locked', { retryAfter: allowed.retryAfter }));
    const claimed = await claimSetup(context, token);
    if (!claimed.ok) return refuse(reply, claimed);
    await auth.attempts.succeeded(guess);

    await seeding.organisation(organisation, demo);
    const none = { branches: [], regions: [], remedyLimit: null };
    const created = await createAccount(context, {
      ...none,
      login,
      name,
      role: 'admin',
      password,
      temporary: false,
    });
    if (!created.ok) return refuse(reply, created);
    const account = created.value;
    await auth.audit.record([
      { act: 'setup.done', by: account._id, to: null, detail: { demo, address: request.ip } },
    ]);
    if (demo) await seeding.demonstration();
    await auth.directory.reread('registry', ['organisation:self']);
    return beginSession(context, auth, request, reply, account);
  });
}
