/** The whole server: opens the parts, puts their routes together, listens; ends in reverse, finishing what it began. */
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { addressOf, buildApp } from './app.ts';
import { issueSetupLink, setupNeeded } from './auth/setup.ts';
import type { Seeding } from './auth/setup-routes.ts';
import { isLoopback } from './config.ts';
import type { Config } from './config.ts';
import { Opened, openInside } from './inside.ts';
import type { Inside } from './inside.ts';
import { Life } from './life.ts';
import { demoSignIns, loadDemo } from './ops/demo.ts';
import type { Demo, DemoSignIn } from './ops/demo.ts';
import { gatherFigures } from './ops/metrics/figures.ts';
import { openMetrics } from './ops/metrics/metrics.ts';
import { registerMetrics } from './ops/metrics/routes.ts';
import { seedOrganisation } from './ops/seed.ts';
import { registerOps } from './ops/routes.ts';
import { registerReports } from './reports/routes.ts';
import { startReports } from './reports/reports.ts';
import { accountRoutes } from './routes.ts';
import { openSocket } from './socket.ts';
import { openSync } from './sync/sync.ts';

export interface Running {
  /** as a person on this machine would type it */
  readonly address: string;
  /** where the first administrator is made; null when there is one */
  readonly setupLink: string | null;
  /** well-known sign-ins; null: these are no demonstration data, or nobody asked for any */
  readonly demo: (Demo & { readonly signIns: readonly DemoSignIn[] }) | null;
  /** Says that it stops, lets a balancer notice, then finishes what it began. */
  close(): Promise<void>;
}

/** A start that the operator can put right. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Milliseconds that an answer under way is given when the server stops. */
const GRACE = 10_000;
/** What an administrator can change at once; there is no better guess. */
const CURRENCY = 'EUR';
/** The demonstration's records are from the United States. */
const DEMO_CURRENCY = 'USD';
const ORGANISATION = 'organisation:self';

function stopping(app: FastifyInstance): { close(): Promise<void> } {
  return {
    async close() {
      const cut = setTimeout(() => app.server.closeAllConnections(), GRACE);
      await app.close();
      clearTimeout(cut);
    },
  };
}

/** Into nothing, or into what is a demonstration already: it may have been cut short, and a kiosk's code lasts a day. */
const wantsDemo = async ({ context, auth }: Inside): Promise<boolean> =>
  (await setupNeeded(context)) || auth.directory.organisation()?.demo === true;

/** Well-known passwords stay where nobody else can try them. */
function refuseDemoBeyondLoopback(config: Config, { auth }: Inside): void {
  if (isLoopback(config.host) || auth.directory.organisation()?.demo !== true) return;
  throw new StartError(
    `${config.dataDir} holds demonstration data with well-known passwords, which listen on this machine only. ` +
      'Use another directory (--data) for real work.',
  );
}

async function listen(app: FastifyInstance, { host, port }: Config): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new StartError(`Port ${port} of ${host} is taken. Choose another with --port.`);
    if (code === 'EACCES')
      throw new StartError(`This user may not listen on port ${port}. Choose one above 1023.`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new StartError(`This machine has no address ${host}.`);
    throw error;
  }
  return (app.server.address() as AddressInfo).port;
}

/**
 * Rejects with a `StartError` or a `StoreError`, having closed what it had opened.
 *
 * @param now Unix milliseconds
 */
export async function startServer(
  config: Config,
  log: FastifyBaseLogger,
  now: () => number = Date.now,
): Promise<Running> {
  const opened = new Opened();
  const life = new Life();
  const metrics = openMetrics();
  try {
    const inside = opened.add(await openInside(config, log, now, metrics.stores));
    const { context, auth, cases } = inside;
    refuseDemoBeyondLoopback(config, inside);
    const demo = config.demo && (await wantsDemo(inside)) ? await loadDemo(context, cases) : null;
    // the feed tells too, but only in a moment, and the sign-ins are printed now
    if (demo !== null) await auth.directory.reread('registry', [ORGANISATION]);

    const reports = opened.add(await startReports(context));
    const sync = opened.add(
      await openSync(context, cases, (listener) => reports.onFigures(listener), metrics.sync),
    );
    const seeding: Seeding = {
      organisation: (name, asDemo) =>
        seedOrganisation(context, { name, currency: asDemo ? DEMO_CURRENCY : CURRENCY, demo: asDemo }),
      demonstration: async () => void (await loadDemo(context, cases)),
    };
    gatherFigures(metrics, context, reports, sync);
    const app = await buildApp(
      context,
      [
        accountRoutes(context, auth, seeding, life),
        (scope) => sync.register(scope),
        (scope) => registerReports(scope, context, reports),
        (scope) => registerMetrics(scope, config, metrics.registry),
      ],
      { watch: metrics.requests },
    );
    opened.add(stopping(app));
    const port = await listen(app, config);
    const socket = await openSocket(context, [(scope) => registerOps(scope, cases, reports)]);
    if (socket !== null) opened.add(stopping(socket));

    const address = addressOf(config, port);
    const link = (await setupNeeded(context))
      ? `${address}/setup#token=${await issueSetupLink(context)}`
      : null;
    return {
      address,
      setupLink: link,
      demo: demo && { ...demo, signIns: demoSignIns },
      async close() {
        life.stop();
        await pause(config.drain * 1000);
        await opened.close();
      },
    };
  } catch (error) {
    await opened.close().catch((failure: unknown) => log.warn({ err: failure }, 'closing failed'));
    throw error;
  }
}
