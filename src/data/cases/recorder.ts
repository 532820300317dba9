/** Records complaints and what is done with them: checked, signed, and on disk when it returns. */
import * as v from 'valibot';
import type { Actor } from '../../domain/actor.ts';
import { actionOf } from '../../domain/events/action.ts';
import { eventData, isEventKind } from '../../domain/events/data.ts';
import type { ComplaintEvent, EventDraft } from '../../domain/events/event.ts';
import type { ComplaintId, EventUuid, Uuid } from '../../domain/ids.ts';
import { may } from '../../domain/permissions.ts';
import type { Subject } from '../../domain/permissions.ts';
import { text as textSchema } from '../../domain/signed.ts';
import type { NewComplaint, PartyInput, SaveProblem, Saved } from '../api.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Maker } from '../outbox/pen.ts';
import type { RegistryCache } from '../registry.ts';
import { problem, schemaProblem } from '../saved.ts';
import type { CaseFile } from './case-file.ts';
import { partyEvent, receivedEvent } from './new-complaint.ts';
import type { CaseReader } from './reader.ts';

export interface RecorderPorts {
  readonly outbox: Outbox;
  readonly registry: RegistryCache;
  readonly reader: CaseReader;
  readonly actor: Actor;
  /** null: not enrolled, so that nothing can be signed */
  readonly maker: Maker | null;
  readonly now: () => number;
  readonly uuid: () => Uuid;
}

/** A name, a number, an address. */
const detail = v.pipe(v.string(), v.maxLength(400, 'text.tooLong'));
const bodyFields: v.GenericSchema = v.looseObject({
  text: v.optional(textSchema),
  ...Object.fromEntries(
    ['name', 'phone', 'email', 'address', 'behalfOf'].map((field) => [field, v.optional(detail)]),
  ),
});

export class Recorder {
  readonly #ports: RecorderPorts;

  constructor(ports: RecorderPorts) {
    this.#ports = ports;
  }

  async record(
    input: NewComplaint,
  ): Promise<Saved<{ readonly id: ComplaintId; readonly reference: string }>> {
    const { maker, registry, actor, outbox, reader, now, uuid } = this.#ports;
    const { organisation } = registry;
    const branch = registry.branch(input.branch);
    if (maker === null) return problem('device.notEnrolled');
    if (organisation === null) return problem('registry.missing');
    if (branch === null) return problem('schema.invalid', { field: 'branch', rule: 'value.choice' });
    const place = { branch: branch.branch, region: branch.region };
    if (!may(actor, 'complaint.record', { place })) return problem('scope.forbidden', { field: 'branch' });
    const draft = (reference: string): EventDraft<'received'> =>
      receivedEvent(input, { reference, branch, organisation, now: now() });
    const wrong =
      draftProblem(draft(''), receipt) ??
      (input.party === null ? null : draftProblem(partyEvent(input.party), eventData.partyChanged));
    if (wrong !== null) return wrong;

    const complaint = uuid() as ComplaintId;
    const { reference, events } = await outbox.append(maker, async (pen) => {
      const first = uuid() as EventUuid;
      const given = pen.nextReference();
      await pen.event(draft(given), { complaint, id: first, after: [] });
      if (input.party !== null) {
        await pen.event(partyEvent(input.party), { complaint, id: uuid() as EventUuid, after: [first] });
      }
      return { reference: given, events: pen.docs as unknown as ComplaintEvent[] };
    });
    reader.projectNew(complaint, events);
    return { ok: true, id: complaint, reference };
  }

  async act(id: ComplaintId, draft: EventDraft): Promise<Saved<{ readonly event: EventUuid }>> {
    const { maker, outbox, reader, uuid } = this.#ports;
    if (maker === null) return problem('device.notEnrolled');
    if (!isEventKind(draft.kind)) return problem('schema.invalid', { field: 'kind', rule: 'value.choice' });
    const wrong = draftProblem(draft, eventData[draft.kind]);
    if (wrong !== null) return wrong;
    const event = uuid() as EventUuid;
    const refused = await outbox.append(maker, async (pen) => {
      const file = await reader.file(id);
      if (file === null) return problem('complaint.unknown');
      if (!this.#may(draft, file)) return problem('scope.forbidden');
      // Its author has seen what is shown: all of the log, whose latest events are what this one comes after.
      pen.saw(file.stamps);
      await pen.event(draft, { complaint: id, id: event, after: file.complaint.heads });
      return null;
    });
    if (refused !== null) return refused;
    await reader.project(id);
    return { ok: true, event };
  }

  changeParty(id: ComplaintId, party: PartyInput): Promise<Saved<{ readonly event: EventUuid }>> {
    return this.act(id, partyEvent(party));
  }

  #may(draft: EventDraft, { complaint }: CaseFile): boolean {
    const { actor, registry } = this.#ports;
    const subject: Subject = { complaint, assignee: null, amount: null };
    if (draft.kind === 'assigned') {
      const { to } = draft.data as EventDraft<'assigned'>['data'];
      const person = to === null ? null : registry.person(to);
      if (to !== null && person === null) return false;
      return may(actor, 'complaint.assign', { ...subject, assignee: person });
    }
    if (draft.kind === 'remedyApproved') {
      const { proposal } = draft.data as EventDraft<'remedyApproved'>['data'];
      const remedy = complaint.remedies.find(({ event }) => event === proposal);
      return may(actor, 'remedy.approve', { ...subject, amount: remedy?.amount?.minor ?? null });
    }
    return may(actor, actionOf(draft.kind), subject);
  }
}

/** The reference is given when it is recorded. */
const receipt = v.omit(eventData.received, ['reference']);

/** @returns null: well formed; else which field breaks which rule */
function draftProblem(draft: Pick<EventDraft, 'data' | 'body'>, schema: v.GenericSchema): SaveProblem | null {
  return schemaProblem(schema, draft.data) ?? schemaProblem(bodyFields, draft.body ?? {});
}
