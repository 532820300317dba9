/**
 * `POST /sync/redress_data/_bulk_docs`: what a device made, a verdict for each document. Devices say what they still hold
 * (`Redress-Waiting`) and are answered with our problems; whoever does not say is a standard client, and is answered as
 * CouchDB would.
 */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import type { Actor } from '../../../src/domain/actor.ts';
import { may, roleMay } from '../../../src/domain/permissions.ts';
import { refuseNobody } from '../../auth/guard.ts';
import { onError, refuse } from '../../errors.ts';
import { parse } from '../../schema.ts';
import { admitPush } from '../admit.ts';
import { badRequest, deny, noDatabase, onStandardError, tooMany, unauthorized } from '../standard/failure.ts';
import type { SyncServices } from '../sync.ts';
import { tellOf } from '../watch.ts';

const MAX_BATCH = 1_000;
/** Bytes: a hundred of the largest items would not fit, a device then pushes fewer. */
const MAX_BODY = 8 * 1024 * 1024;

const pushBody = v.looseObject({ docs: v.pipe(v.array(v.unknown()), v.maxLength(MAX_BATCH, 'tooMany')) });

const waitingOf = (header: unknown): number | null => {
  const waiting = Number(header);
  return header !== undefined && Number.isSafeInteger(waiting) && waiting >= 0 ? waiting : null;
};

const isDevice = ({ headers }: FastifyRequest): boolean => headers['redress-waiting'] !== undefined;

/** Who may neither record nor work complaints nor answer surveys has nothing to push. */
const maySend = (actor: Actor): boolean =>
  roleMay(actor.role, 'complaint.work') || may(actor, 'response.push');

const errorHandler = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void =>
  void (isDevice(request) ? onError(error, request, reply) : onStandardError(error, request, reply));

export function pushRoutes(app: FastifyInstance, { context, cases, watch }: SyncServices): void {
  const options = { bodyLimit: MAX_BODY, errorHandler };
  app.post('/sync/redress_data/_bulk_docs', options, async (request, reply) => {
    const ours = isDevice(request);
    const caller = await context.identities.caller(request);
    if (caller === null) return ours ? refuseNobody(request, reply) : deny(reply, unauthorized);
    if (!maySend(caller.actor)) return ours ? refuse(reply, 'scope.forbidden') : deny(reply, noDatabase);
    const body = parse(pushBody, request.body);
    if (!body.ok) {
      if (ours) return refuse(reply, body);
      const many = body.fields?.some(({ rule }) => rule === 'tooMany') ?? false;
      return deny(reply, many ? tooMany : badRequest('The body is {"docs": […]}.'));
    }
    const contact = caller.device
      ? {
          device: caller.device.id,
          waiting: waitingOf(request.headers['redress-waiting']),
          at: context.now(),
        }
      : undefined;
    const { verdicts, seq } = await admitPush(cases, caller, body.value.docs, contact);
    tellOf(verdicts, body.value.docs, watch, context.now());
    if (caller.device) void reply.header('redress-seq', String(seq));
    return reply.code(201).send(verdicts);
  });
}
