/** What commands ask of a running server, on its socket. */
import type { FastifyInstance } from 'fastify';
import type { Cases } from '../cases/cases.ts';
import { registerReportCommands } from '../reports/routes.ts';
import type { Reports } from '../reports/reports.ts';
import { registerBackup } from './backup/routes.ts';
import { registerImport } from './import/routes.ts';

/** A part of the app that listens on `admin.sock`, and of no other. */
export function registerOps(app: FastifyInstance, cases: Cases, reports: Reports): void {
  registerImport(app, cases);
  registerBackup(app, cases.context);
  registerReportCommands(app, reports);
}
