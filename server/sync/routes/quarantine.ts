/** `GET /api/quarantine`, `POST /api/quarantine`: what waits for a manager's decision, in their regions. */
import type { FastifyInstance } from 'fastify';
import * as v from 'valibot';
import { may, roleMay } from '../../../src/domain/permissions.ts';
import type { ComplaintEvent } from '../../../src/domain/events/event.ts';
import type { ComplaintId, PersonId } from '../../../src/domain/ids.ts';
import { typeOf } from '../../../src/domain/ids.ts';
import { admit } from '../../auth/guard.ts';
import type { Caller } from '../../auth/identity.ts';
import { materialise } from '../../cases/materialise.ts';
import { every } from '../../cases/paging.ts';
import { refuse } from '../../errors.ts';
import { parse } from '../../schema.ts';
import { asQuarantine, listed } from '../quarantine.ts';
import type { QuarantineDoc } from '../quarantine.ts';
import type { SyncServices } from '../sync.ts';

const decision = v.strictObject({
  id: v.pipe(v.string(), v.startsWith('quarantine:', 'form'), v.maxLength(200, 'tooLong')),
  decision: v.picklist(['admit', 'setAside']),
});

/** Theirs to decide: of their regions; of no known region, any manager's. Never their own, nor of a complaint about them. */
const decides = ({ actor }: Caller, doc: QuarantineDoc, about: readonly PersonId[]): boolean =>
  (doc.region === null
    ? may(actor, 'quarantine.decide', { place: { region: actor.regions[0] ?? ('' as never) } })
    : may(actor, 'quarantine.decide', { place: { region: doc.region } })) &&
  (actor.person === null || (doc.item['by'] !== actor.person && !about.includes(actor.person)));

export function quarantineRoutes(app: FastifyInstance, { context, cases, feed }: SyncServices): void {
  const { data } = context.stores;
  /** Whom its complaint is about: as the complaint says, or as the item itself, which may be what begins it. */
  const aboutOf = ({ item }: QuarantineDoc): readonly PersonId[] => {
    const said = (item['data'] as { about?: readonly PersonId[] } | undefined)?.about ?? [];
    return [...said, ...(feed.cases.get(String(item['complaint']))?.parent.about ?? [])];
  };

  app.get('/api/quarantine', async (request, reply) => {
    const caller = await admit(context, request, reply);
    if (caller === null) return reply;
    if (!roleMay(caller.actor.role, 'quarantine.decide')) return refuse(reply, 'scope.forbidden');
    const items = [];
    for await (const doc of every(data, 'quarantine:')) {
      const one = asQuarantine(doc);
      if (one.state === 'waiting' && decides(caller, one, aboutOf(one))) items.push(listed(one));
    }
    return reply.header('cache-control', 'no-store').send(items);
  });

  app.post('/api/quarantine', async (request, reply) => {
    const caller = await admit(context, request, reply);
    if (caller === null) return reply;
    if (!roleMay(caller.actor.role, 'quarantine.decide')) return refuse(reply, 'scope.forbidden');
    const asked = parse(decision, request.body);
    if (!asked.ok) return refuse(reply, asked);
    const stored = await data.get(asked.value.id);
    const doc = stored === null ? null : asQuarantine(stored);
    if (doc === null || doc.state !== 'waiting' || !decides(caller, doc, aboutOf(doc)))
      return refuse(reply, 'server.notFound');
    const admitted = asked.value.decision === 'admit';
    if (admitted && !(await letIn(doc))) return refuse(reply, 'quarantine.noComplaint');
    const decided = { by: caller.via, at: context.now() };
    const [result] = await data.write([{ ...doc, state: admitted ? 'admitted' : 'setAside', decided }]);
    if (result?.error !== undefined) return refuse(reply, 'store.conflict');
    await context.audit.record([
      { act: `quarantine.${asked.value.decision}`, by: caller.via, to: doc.item._id },
    ]);
    return reply.code(204).send();
  });

  /** @returns false: its complaint has still not come */
  async function letIn({ item, admitted }: QuarantineDoc): Promise<boolean> {
    const complaint = item['complaint'] as ComplaintId | undefined;
    const begins = typeOf(item._id) === 'response' || item['kind'] === 'received';
    if (complaint !== undefined && !begins && feed.cases.get(complaint) === null) return false;
    await data.write([{ ...item, admitted }]);
    const event = await data.get(item._id);
    if (complaint === undefined || event === null || typeOf(item._id) !== 'event') return true;
    const { _rev, ...content } = event;
    await materialise(data, cases.fold, new Map([[complaint, [content as unknown as ComplaintEvent]]]));
    return true;
  }
}
