/**
 * A world under way: what happens is pushed to the server as devices would push it, and what it ought to mean is told to
 * the oracle. Acts that are not entitled are pushed all the same: they must mean nothing.
 */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import type { ComplaintEvent, EventDraft } from '../../../src/domain/events/event.ts';
import type { EventKind } from '../../../src/domain/events/data.ts';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import type { BranchId, ComplaintId, EventUuid, PersonId, RegionId } from '../../../src/domain/ids.ts';
import type { PushVerdict } from '../../../server/contract/sync.ts';
import { newComplaint, TestDevice } from '../../integration/sync/world.ts';
import { kioskBranches } from './cast.ts';
import type { Branch, Name, Region } from './cast.ts';
import { Oracle } from './oracle.ts';
import type { Case } from './oracle.ts';
import type { Op } from './ops.ts';
import type { FuzzServer } from './server.ts';
import { newSecret } from './secret.ts';
import type { Template } from './template.ts';

type Result = 'stored' | 'held' | 'refused';
const DAY = '2020-01-02';

export class World {
  readonly server: FuzzServer;
  readonly template: Template;
  readonly oracle: Oracle;
  readonly devices = new Map<Name, TestDevice>();
  /** what the server did that it should not have */
  readonly breaches: string[] = [];
  /** Milliseconds that what should come is waited for; little, once something has not come. */
  patience = 15_000;
  /** every item that was taken, by its id: for peers to paste */
  readonly items = new Map<string, Record<string, unknown>[]>();

  readonly #labels = new Map<string, string>();

  constructor(template: Template, server: FuzzServer) {
    this.template = template;
    this.server = server;
    this.oracle = new Oracle(template.players);
    for (const { name, device, person, key } of template.players.values())
      this.devices.set(name, new TestDevice(device, person as PersonId, key));
  }

  /** Whether a text is of a complaint that devices need not keep. */
  isOfLongClosed(text: string): boolean {
    const label = this.#labels.get(text);
    return label !== undefined && this.oracle.cases.get(label)?.closedLongAgo === true;
  }

  deviceOf(who: Name): TestDevice {
    const device = this.devices.get(who);
    if (device === undefined) throw new Error(`no device of ${who}`);
    return device;
  }
  personOf(who: Name): PersonId {
    return this.template.players.get(who)?.person as PersonId;
  }

  /** Does it, if what it is about is there. */
  async act(op: Exclude<Op, { op: 'abuse' }>): Promise<void> {
    switch (op.op) {
      case 'grant':
        return this.#grant(op.who, op.branches, op.regions);
      case 'move':
        return this.#move(op.branch, op.region);
      case 'record':
        return this.#record(op.who, op.label, op.branch, op.about);
      case 'respond':
        return this.#respond(op.kiosk);
      default: {
        const one = this.oracle.cases.get(op.label);
        if (one !== undefined) await this.#work(op, one);
      }
    }
  }

  /** @returns what became of each document; a push that the server takes none of refuses all */
  async push(who: Name, docs: readonly object[]): Promise<PushVerdict[]> {
    const answer = await this.server.ask(who, {
      method: 'POST',
      path: '/sync/redress_data/_bulk_docs',
      body: { docs },
      headers: { 'redress-waiting': '0' },
    });
    if (answer.status === 201) return JSON.parse(answer.text) as PushVerdict[];
    if (answer.status >= 500)
      this.breaches.push(`a push was answered ${answer.status}: ${answer.text.slice(0, 200)}`);
    return docs.map((doc) => ({
      id: String((doc as { _id?: unknown })._id),
      error: 'forbidden',
      reason: String(answer.status),
    }));
  }

  async event<K extends EventKind>(
    who: Name,
    complaint: ComplaintId,
    draft: EventDraft<K>,
    after: readonly EventUuid[],
    clock = this.server.now,
  ): Promise<ComplaintEvent> {
    return this.deviceOf(who).event(complaint, draft, after, { clock });
  }

  result(verdict: PushVerdict | undefined): Result {
    if (verdict === undefined || !('ok' in verdict)) return 'refused';
    return verdict.quarantined === undefined ? 'stored' : 'held';
  }

  /** Pushes one item, and holds the verdict against what the oracle expects. */
  async give(
    who: Name,
    item: ComplaintEvent | Record<string, unknown>,
    allowed: boolean,
    of: { region: Region | null; about: readonly Name[] },
  ): Promise<boolean> {
    const [verdict] = await this.push(who, [item]);
    const result = this.result(verdict);
    const id = String(item['_id']);
    if ((result === 'stored') !== allowed)
      this.breaches.push(
        `${who} pushed ${id}: ${JSON.stringify(verdict)}, expected ${allowed ? 'to be taken' : 'not to be taken'}`,
      );
    if (result === 'held') this.oracle.held.push({ id, by: who, ...of });
    if (result === 'stored') this.items.set(who, [...(this.items.get(who) ?? []), item]);
    return result === 'stored';
  }

  async #grant(who: Name, branches: readonly Branch[], regions: readonly Region[]): Promise<void> {
    const { account } = this.template.players.get(who) ?? {};
    if (account === undefined || account === null) return;
    const role = this.oracle.roleOf(who);
    const places = role === 'field' ? { branches, regions } : { regions };
    const answer = await this.server.ask('root', {
      method: 'PATCH',
      path: `/api/admin/people/${account}`,
      body: places,
    });
    if (answer.status !== 200) throw new Error(`grant: ${answer.status} ${answer.text}`);
    this.oracle.grant(who, { branches, regions });
  }

  async #move(branch: Branch, region: Region): Promise<void> {
    const path = `/api/admin/branches/${branch}`;
    const answer = await this.server.ask('root', {
      method: 'PUT',
      path,
      body: { region, name: { default: branch }, closed: false },
    });
    if (answer.status !== 200) throw new Error(`move: ${answer.status} ${answer.text}`);
    this.oracle.regionOf.set(branch, region);
  }

  async #record(who: Name, label: string, branch: Branch, about: readonly Name[]): Promise<void> {
    const id = newComplaint();
    const region = this.oracle.regionOf.get(branch) as Region;
    const [text, reference] = [newSecret(), newSecret()];
    const allowed = this.oracle.mayRecord(who, branch);
    const event = await this.event(
      who,
      id,
      {
        kind: 'received',
        data: {
          reference,
          branch: branch as string as BranchId,
          region: region as string as RegionId,
          channel: 'phone',
          category: ['repair'],
          wanted: [],
          received: new Date(this.server.now).toISOString() as never,
          policy: 'policy:default:1',
          ...(about.length > 0 ? { about: about.map((name) => this.personOf(name)) } : {}),
        },
        body: { text: `It broke: ${text}` },
      },
      [],
    );
    for (const secret of [text, reference]) this.#labels.set(secret, label);
    const one: Case = {
      label,
      id,
      region,
      branch,
      branchesEver: new Set([branch]),
      recorder: who,
      assignee: null,
      about,
      closedLongAgo: false,
      head: eventUuidOf(event._id),
      hasParty: false,
      evidence: [],
    };
    const readers = (reader: Name): boolean =>
      this.oracle.cases.has(label) && this.oracle.readsComplaint(reader, one);
    this.oracle.secret(id, `complaint ${label}`, (reader) => readers(reader) || this.isHeldFor(reader, id));
    this.oracle.secret(text, `text of ${label}`, readers);
    this.oracle.secret(reference, `reference of ${label}`, readers);
    this.hideEvent(event, label, readers);
    if (await this.give(who, event, allowed, { region, about })) this.oracle.cases.set(label, one);
  }

  /** A manager who decides on what is held is shown its ids. */
  isHeldFor(reader: Name, uuid: string): boolean {
    return this.oracle.held.some((held) => held.id.includes(uuid) && this.oracle.decides(reader, held));
  }
  hideEvent(event: ComplaintEvent, label: string, readers: (who: Name) => boolean): void {
    const uuid = eventUuidOf(event._id);
    this.oracle.secret(
      uuid,
      `event of ${label}`,
      (reader) => readers(reader) || this.isHeldFor(reader, uuid),
    );
  }

  /** Pushes what somebody has to say of a complaint. @param text that it carries */
  async tell(who: Name, one: Case, event: ComplaintEvent, text: string): Promise<boolean> {
    const { oracle } = this;
    this.#labels.set(text, one.label);
    let there = false;
    const readers = (reader: Name): boolean => there && oracle.readsComplaint(reader, one);
    this.hideEvent(event, one.label, readers);
    oracle.secret(text, `${event.kind} of ${one.label}`, (reader) =>
      event.kind === 'partyChanged' ? there && oracle.readsParty(reader, one) : readers(reader),
    );
    const place = { region: one.region, about: one.about };
    there = await this.give(who, event, oracle.readsComplaint(who, one), place);
    if (there) one.head = eventUuidOf(event._id);
    return there;
  }

  async #work(op: Extract<Op, { label: string; who: Name }>, one: Case): Promise<void> {
    const { oracle } = this;
    const { who } = op;
    const role = oracle.roleOf(who);
    const allowed = oracle.readsComplaint(who, one);
    const text = newSecret();
    const give = async <K extends EventKind>(draft: EventDraft<K>): Promise<boolean> =>
      this.tell(who, one, await this.event(who, one.id, draft, [one.head]), text);
    switch (op.op) {
      case 'note':
        return void (await give({ kind: 'note', data: {}, body: { text } }));
      case 'party':
        if (await give({ kind: 'partyChanged', data: { relation: 'customer' }, body: { name: text } }))
          one.hasParty = true;
        return undefined;
      case 'close':
        if (await give({ kind: 'closed', data: { reason: 'withdrawn', on: DAY as never }, body: { text } }))
          one.closedLongAgo = true;
        return undefined;
      case 'assign': {
        const { to } = op;
        if (
          !(await give({
            kind: 'assigned',
            data: { to: to === null ? null : this.personOf(to) },
            body: { text },
          }))
        )
          return undefined;
        const byReach = to === null || oracle.readsComplaint(to, { ...one, assignee: null });
        const counts = to === null || (!one.about.includes(to) && (role === 'manager' || byReach));
        if (counts) one.assignee = to;
        return undefined;
      }
      case 'transfer': {
        const region = oracle.regionOf.get(op.branch) as Region;
        const data = { branch: op.branch as string as BranchId, region: region as string as RegionId };
        if (!(await give({ kind: 'transferred', data, body: { text } })) || role !== 'manager')
          return undefined;
        [one.branch, one.region] = [op.branch, region];
        one.branchesEver.add(op.branch);
        return undefined;
      }
      case 'evidence':
        return this.#evidence(who, one, allowed, text);
      default:
        return undefined;
    }
  }

  async #evidence(who: Name, one: Case, allowed: boolean, caption: string): Promise<void> {
    const bytes = Buffer.from(`${caption} ${randomUUID()}`);
    const hash = createHash('sha256').update(bytes).digest('hex');
    const uuid = uuidv7();
    const id = `evidence:${one.id}:${uuid}`;
    const item = await this.deviceOf(who).item(
      { _id: id, complaint: one.id, hash, size: bytes.length, mime: 'text/plain', caption },
      this.server.now,
    );
    this.#labels.set(caption, one.label);
    let taken = false;
    for (const secret of [uuid, caption, hash])
      this.oracle.secret(
        secret,
        `evidence of ${one.label}`,
        (reader) =>
          (taken && this.oracle.readsParty(reader, one)) || (secret === uuid && this.isHeldFor(reader, uuid)),
      );
    taken = await this.give(who, item, allowed, { region: one.region, about: one.about });
    if (!taken) return;
    one.evidence.push({ id, hash });
    if (!this.oracle.readsParty(who, one)) return;
    // The index of what is in scope follows the store: until it has the evidence, nobody is asked for its bytes.
    for (let tries = 0; tries < 500; tries += 1) {
      const headers = { 'content-type': 'application/octet-stream' };
      const { status } = await this.server.ask(who, {
        method: 'PUT',
        path: `/sync/blob/${hash}`,
        body: bytes.toString(),
        headers,
      });
      if (status === 201) return;
      await pause(10);
    }
    this.breaches.push(`the bytes of ${id} were not taken from ${who}`);
  }

  async #respond(kiosk: Name): Promise<void> {
    const branch = kioskBranches.find(([name]) => name === kiosk)?.[1];
    if (branch === undefined) return;
    const [text, uuid] = [newSecret(), uuidv7()];
    this.oracle.secret(text, `an answer at ${kiosk}`, () => false);
    this.oracle.secret(uuid, `an answer at ${kiosk}`, () => false);
    const response = await this.deviceOf(kiosk).item(
      {
        _id: `response:${uuid}`,
        survey: 'survey:satisfaction:1',
        language: 'ka',
        started: null,
        finished: new Date(this.server.now).toISOString(),
        complete: true,
        answers: { overall: 4 },
        missing: {},
        channel: 'kiosk',
        body: { texts: { comment: text } },
      },
      this.server.now,
    );
    if (await this.give(kiosk, response, true, { region: null, about: [] }))
      this.oracle.responses.push(this.oracle.regionOf.get(branch) as Region);
  }
}
