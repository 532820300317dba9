/** `/api/admin/organisation`, `regions`, `branches`, `categories`: the reference data that every device reads. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { branchDoc, taxonomyDoc } from '../../src/domain/registry.ts';
import type { Auth } from '../auth/auth.ts';
import { admitTo } from '../auth/guard.ts';
import { readAs } from '../auth/stored.ts';
import type { Context } from '../context.ts';
import {
  branchInput,
  categoriesInput,
  newBranchId,
  newRegionId,
  organisationInput,
  regionInput,
} from '../contract/organisation.ts';
import { fail, failField, refuse } from '../errors.ts';
import { parse } from '../schema.ts';
import type { NewDoc, StoredDoc } from '../store/store.ts';
import { categoryProblems, keepRetired } from './categories.ts';
import { ORGANISATION, TAXONOMY, organisationState } from './organisation.ts';
import { replaceDoc, seenVersion } from './version.ts';

interface Params {
  readonly id: string;
}

/** A name that looks like one may still be no zone that this server's tables have. */
function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** Of a branch that moves: a phone that is away records for the region that it knows. */
function formerRegions(before: StoredDoc | null, region: string): { formerRegions?: string[] } {
  const branch = readAs(branchDoc, before);
  if (branch === null || branch.region === region) return {};
  const former = Array.isArray(branch['formerRegions']) ? (branch['formerRegions'] as string[]) : [];
  return { formerRegions: [...new Set([...former, branch.region])] };
}

export function registerOrganisation(
  app: FastifyInstance,
  context: Context,
  { directory, audit }: Auth,
): void {
  const { registry } = context.stores;
  const admin = (request: FastifyRequest, reply: FastifyReply) =>
    admitTo('organisation.manage', context, request, reply);

  /** One way for all of them: recorded, written under the version that was seen, answered with what is there now. */
  const put = async (
    request: FastifyRequest,
    reply: FastifyReply,
    by: string,
    id: string,
    make: (before: StoredDoc | null) => Omit<NewDoc, '_id'>,
  ): Promise<FastifyReply> => {
    await audit.record([{ act: 'organisation.changed', by, to: id }]);
    const written = await replaceDoc(registry, id, seenVersion(request), (before) => ({
      ...make(before),
      _id: id,
    }));
    if (!written.ok) return refuse(reply, written);
    await directory.reread('registry', [id]);
    return reply.send(written.value);
  };

  app.get('/api/admin/organisation', async (request, reply) => {
    if ((await admin(request, reply)) === null) return reply;
    return reply.send(await organisationState(registry));
  });

  app.put('/api/admin/organisation', async (request, reply) => {
    const caller = await admin(request, reply);
    if (caller === null) return reply;
    const input = parse(organisationInput, request.body);
    if (!input.ok) return refuse(reply, input);
    if ((await registry.get(ORGANISATION)) === null) return refuse(reply, 'organisation.notFound');
    return put(request, reply, caller.via, ORGANISATION, (before) => ({ ...before, ...input.value }));
  });

  app.put<{ Params: Params }>('/api/admin/regions/:id', async (request, reply) => {
    const caller = await admin(request, reply);
    if (caller === null) return reply;
    const region = parse(v.object({ id: newRegionId }), request.params);
    if (!region.ok) return refuse(reply, region);
    const input = parse(regionInput, request.body);
    if (!input.ok) return refuse(reply, input);
    if (!isTimeZone(input.value.calendar.timeZone)) {
      return refuse(reply, failField('calendar.timeZone', 'calendar.timeZone'));
    }
    const { id } = region.value;
    const content = { type: 'region', v: 1, region: id, ...input.value };
    return put(request, reply, caller.via, `region:${id}`, (before) => ({ ...before, ...content }));
  });

  app.put<{ Params: Params }>('/api/admin/branches/:id', async (request, reply) => {
    const caller = await admin(request, reply);
    if (caller === null) return reply;
    const branch = parse(v.object({ id: newBranchId }), request.params);
    if (!branch.ok) return refuse(reply, branch);
    const input = parse(branchInput, request.body);
    if (!input.ok) return refuse(reply, input);
    if ((await registry.get(`region:${input.value.region}`)) === null) {
      return refuse(reply, failField('region', 'unknownRegion'));
    }
    const { id } = branch.value;
    const content = { type: 'branch', v: 1, branch: id, ...input.value };
    return put(request, reply, caller.via, `branch:${id}`, (before) => ({
      ...before,
      ...content,
      ...formerRegions(before, input.value.region),
    }));
  });

  app.put('/api/admin/categories', async (request, reply) => {
    const caller = await admin(request, reply);
    if (caller === null) return reply;
    const input = parse(categoriesInput, request.body);
    if (!input.ok) return refuse(reply, input);
    const fields = categoryProblems(input.value.categories);
    if (fields.length > 0) return refuse(reply, fail('schema.invalid', { fields: fields.slice(0, 100) }));
    return put(request, reply, caller.via, TAXONOMY, (before) => ({
      ...before,
      type: 'taxonomy',
      v: 1,
      categories: keepRetired(readAs(taxonomyDoc, before)?.categories ?? [], input.value.categories),
    }));
  });
}
