/** `POST /sync/redress_data/_bulk_docs`: what a device made, a verdict for each document. */
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { may } from '../../../src/domain/permissions.ts';
import { admit } from '../../auth/guard.ts';
import { refuse } from '../../errors.ts';
import { parse } from '../../schema.ts';
import { admitBatch } from '../admit.ts';
import { lastSeq } from '../chain.ts';
import { ChainBook } from '../chain-book.ts';
import type { SyncServices } from '../sync.ts';

const MAX_BATCH = 1_000;
/** Bytes: a hundred of the largest items would not fit, a device then pushes fewer. */
const MAX_BODY = 8 * 1024 * 1024;

const pushBody = v.looseObject({ docs: v.pipe(v.array(v.unknown()), v.maxLength(MAX_BATCH, 'tooMany')) });

const waitingOf = (header: unknown): number | null => {
  const waiting = Number(header);
  return header !== undefined && Number.isSafeInteger(waiting) && waiting >= 0 ? waiting : null;
};

export function pushRoutes(app: FastifyInstance, { context, cases }: SyncServices): void {
  app.post('/sync/redress_data/_bulk_docs', { bodyLimit: MAX_BODY }, async (request, reply) => {
    const caller = await admit(context, request, reply);
    if (caller === null) return reply;
    const { role } = caller.actor;
    // Who may neither record nor work complaints nor answer surveys has nothing to push.
    if (role === 'analyst' || role === 'admin' || role === 'complainant')
      return refuse(reply, 'scope.forbidden');
    if (role === 'kiosk' && !may(caller.actor, 'response.push')) return refuse(reply, 'scope.forbidden');
    const body = parse(pushBody, request.body);
    if (!body.ok) return refuse(reply, body);
    const contact = caller.device
      ? {
          device: caller.device.id,
          waiting: waitingOf(request.headers['redress-waiting']),
          at: context.now(),
        }
      : undefined;
    const verdicts = await admitBatch(cases, caller, body.value.docs, contact);
    if (caller.device) {
      const seq = lastSeq(await new ChainBook(context.stores.data).chain(caller.device.id));
      void reply.header('redress-seq', String(seq));
    }
    return reply.code(201).send(verdicts);
  });
}
