/** `GET /api/reports/<name>`, `GET /api/completeness`, and the same for commands on the server's own socket. */
import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { roleMay } from '../../src/domain/permissions.ts';
import { admit } from '../auth/guard.ts';
import type { Caller } from '../auth/identity.ts';
import type { Context } from '../context.ts';
import { reportNames } from '../contract/reports.ts';
import type { ReportName, ReportQuery } from '../contract/reports.ts';
import { fail, refuse } from '../errors.ts';
import type { Failure } from '../errors.ts';
import { parse } from '../schema.ts';
import type { Parsed } from '../schema.ts';
import { meaningless, reportQuery } from './query.ts';
import { operator, readerOf } from './reader.ts';
import type { Reader } from './reader.ts';
import type { AnyReport, Reports } from './reports.ts';
import { reportOf } from './reports.ts';

const isReport = (name: string): name is ReportName => reportNames.some((one) => one === name);

/** @returns `schema.invalid`, naming what is wrong with the question or has no meaning for this report */
export function readQuestion(name: ReportName, input: unknown): Parsed<ReportQuery> | Failure {
  const parsed = parse(reportQuery, input);
  if (!parsed.ok) return parsed;
  const fields = meaningless(name, parsed.value).map((field) => ({ field, rule: 'notForThisReport' }));
  return fields.length > 0 ? fail('schema.invalid', { fields }) : parsed;
}

/** What the figures are, however old: the same figures later are the same report. */
const etagOf = (report: AnyReport): string =>
  `"${createHash('sha256')
    .update(JSON.stringify({ ...report, asOf: 0 }))
    .digest('base64url')
    .slice(0, 27)}"`;

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  reports: Reports,
  name: ReportName,
  reader: Reader,
): Promise<FastifyReply> {
  const question = readQuestion(name, request.query);
  if (!question.ok) return refuse(reply, question);
  const report = await reportOf(reports, name, question.value, reader);
  const etag = etagOf(report);
  void reply.header('etag', etag).header('cache-control', 'private, no-cache');
  const seen = request.headers['if-none-match']?.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return seen?.includes(etag) ? reply.code(304).send() : reply.send(report);
}

/** @returns null: the request has been answered */
async function admitReader(
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Caller | null> {
  const caller = await admit(context, request, reply);
  if (caller === null || roleMay(caller.actor.role, 'report.read')) return caller;
  refuse(reply, 'scope.forbidden');
  return null;
}

/** For managers and analysts, of their regions. */
export function registerReports(app: FastifyInstance, context: Context, reports: Reports): void {
  app.get<{ Params: { name: string } }>('/api/reports/:name', async (request, reply) => {
    const caller = await admitReader(context, request, reply);
    if (caller === null) return reply;
    const { name } = request.params;
    if (!isReport(name)) return refuse(reply, 'server.notFound');
    return answer(request, reply, reports, name, readerOf(caller.actor));
  });
  app.get('/api/completeness', async (request, reply) => {
    const caller = await admitReader(context, request, reply);
    if (caller === null) return reply;
    return answer(request, reply, reports, 'completeness', readerOf(caller.actor));
  });
}

/** For commands, on the socket that only this server's user can open: everything there is. */
export function registerReportCommands(app: FastifyInstance, reports: Reports): void {
  app.get<{ Params: { name: string } }>('/report/:name', async (request, reply) => {
    const { name } = request.params;
    if (!isReport(name)) return refuse(reply, 'server.notFound');
    await reports.caughtUp();
    return answer(request, reply, reports, name, operator);
  });
  app.post('/rebuild-reports', async (_request, reply) => {
    await reports.rebuild();
    return reply.send({ ok: true });
  });
}
