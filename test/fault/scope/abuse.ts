/** What no honest device sends, and what of it an honest server takes. */
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { ComplaintEvent } from '../../../src/domain/events/event.ts';
import { eventUuidOf } from '../../../src/domain/ids.ts';
import type { BranchId, EventUuid, RegionId } from '../../../src/domain/ids.ts';
import { newComplaint, TestDevice } from '../../integration/sync/world.ts';
import type { Name } from './cast.ts';
import type { Case } from './oracle.ts';
import type { Op } from './ops.ts';
import { newSecret } from './secret.ts';
import type { World } from './world.ts';

type Abused = Extract<Op, { op: 'abuse' }>;
const YEARS = 2 * 365 * 86_400_000;

/** None of these may be taken, by whatever they are refused or held. */
async function refused(world: World, who: Name, docs: readonly unknown[], what: string): Promise<void> {
  const verdicts = await world.push(who, docs as readonly object[]);
  for (const verdict of verdicts)
    if (world.result(verdict) !== 'refused')
      world.breaches.push(`${what} by ${who}: ${JSON.stringify(verdict)}`);
}

/** A note, sealed by hand, so that it can be anything. */
const noteOf = (world: World, who: Name, one: Case, over: object): Promise<ComplaintEvent> =>
  world.deviceOf(who).item(
    {
      _id: `event:${one.id}:${uuidv7()}`,
      complaint: one.id,
      kind: 'note',
      after: [one.head],
      data: {},
      body: { text: newSecret() },
      ...over,
    },
    world.server.now,
  ) as Promise<unknown> as Promise<ComplaintEvent>;

const textOf = ({ body }: ComplaintEvent): string => String((body as { text?: unknown } | undefined)?.text);

async function pasted(world: World, { who, abuse: what }: Abused, one: Case): Promise<void> {
  const peers = [...world.items].filter(([name]) => name !== who).flatMap(([, items]) => items);
  const device = world.deviceOf(who);
  const altered = peers.slice(-8).flatMap((item): unknown[] => {
    const [type, complaint, uuid] = String(item['_id']).split(':');
    if (type === 'response' || complaint === one.id) return [];
    if (what === 'pasteComplaint') return [{ ...item, _id: `${type}:${one.id}:${uuid}`, complaint: one.id }];
    const fresh = `${type}:${complaint}:${uuidv7()}`;
    if (what === 'pasteDevice') return [{ ...item, _id: fresh, device: device.id, by: device.person }];
    const data = { ...(item['data'] as object), branch: 'n1', region: 'north', pasted: true };
    return type === 'event'
      ? [
          { ...item, data },
          { ...item, _id: fresh, data },
        ]
      : [];
  });
  await refused(world, who, altered, what);
}

async function childFirst(world: World, who: Name): Promise<void> {
  const [id, text] = [newComplaint(), newSecret()];
  const branch = [...world.oracle.regionOf.keys()].find((one) => world.oracle.mayRecord(who, one));
  if (branch === undefined) return;
  const region = world.oracle.regionOf.get(branch) as string;
  const received = await world.deviceOf(who).received(id, branch, region, text);
  const note = await world.event(who, id, { kind: 'note', data: {}, body: { text } }, [
    eventUuidOf(received._id),
  ]);
  const [child, parent] = await world.push(who, [note, received]);
  if (world.result(child) === 'refused' || world.result(parent) !== 'stored')
    world.breaches.push(`a child before its complaint by ${who}: ${JSON.stringify([child, parent])}`);
  if (world.result(child) === 'held')
    world.oracle.held.push({ id: note._id, by: who, region: region as Case['region'], about: [] });
  const label = `child${id}`;
  const one: Case = {
    label,
    id,
    region: region as Case['region'],
    branch,
    branchesEver: new Set([branch]),
    recorder: who,
    assignee: null,
    about: [],
    closedLongAgo: false,
    head: eventUuidOf(received._id),
    hasParty: false,
    evidence: [],
  };
  world.oracle.cases.set(label, one);
  const readers = (reader: Name): boolean => world.oracle.readsComplaint(reader, one);
  world.oracle.secret(text, `text of ${label}`, readers);
  world.oracle.secret(id, label, (reader) => readers(reader) || world.isHeldFor(reader, id));
  world.hideEvent(received, label, readers);
  world.hideEvent(note, label, readers);
}

async function idTwice(world: World, who: Name, one: Case): Promise<void> {
  const first = await noteOf(world, who, one, {});
  const other = await noteOf(world, who, one, { _id: first._id, data: { twice: true } });
  if (!(await world.tell(who, one, first, textOf(first)))) return;
  await refused(world, who, [other], 'another under a taken id');
  const third = await noteOf(world, who, one, {});
  const fourth = await noteOf(world, who, one, { _id: third._id, data: { twice: true } });
  const uuid = eventUuidOf(third._id);
  const readers = (reader: Name): boolean => world.oracle.readsComplaint(reader, one);
  world.hideEvent(third, one.label, readers);
  const [a, b, c] = await world.push(who, [third, third, fourth]);
  const said = [a, b, c].map((verdict) => world.result(verdict)).join(' ');
  if (said !== 'stored stored refused') world.breaches.push(`one id thrice in a batch by ${who}: ${said}`);
  one.head = uuid;
}

async function forgedAuthor(world: World, { who }: Abused, one: Case): Promise<void> {
  const player = world.template.players.get(who);
  const other = [...world.template.players.values()].find(
    ({ name, person }) => name !== who && person !== null,
  );
  if (player === undefined || other === undefined || other.person === null) return;
  const forger = new TestDevice(player.device, other.person, player.key);
  const note = await forger.event(
    one.id,
    { kind: 'note', data: {}, body: { text: newSecret() } },
    [one.head],
    {
      clock: world.server.now,
    },
  );
  await refused(world, who, [note], 'a forged author');
}

export async function abuse(world: World, op: Abused): Promise<void> {
  const { who } = op;
  const one = world.oracle.cases.get(op.label);
  if (op.abuse === 'childFirst') return childFirst(world, who);
  if (one === undefined) return;
  const note = (over: object = {}): Promise<ComplaintEvent> => noteOf(world, who, one, over);
  const tell = async (event: ComplaintEvent): Promise<unknown> => world.tell(who, one, event, textOf(event));
  const uuid = uuidv7() as EventUuid;
  switch (op.abuse) {
    case 'pasteComplaint':
    case 'pasteDevice':
    case 'pasteRegion':
      return pasted(world, op, one);
    case 'unsigned': {
      const { sig: _, ...bare } = await note();
      const whole = await note();
      const bodyless = { ...whole, body: { ...whole.body, text: 'other' } };
      return refused(
        world,
        who,
        [
          bare,
          { ...bare, sig: 'A'.repeat(86) },
          { ...whole, kind: 'closed', data: { reason: 'withdrawn' } },
          bodyless,
        ],
        'what is not signed',
      );
    }
    case 'forgedAuthor':
      return forgedAuthor(world, op, one);
    case 'sameSeqTwice': {
      const draft = { kind: 'note' as const, data: {}, body: { text: newSecret() } };
      const first = await world.event(who, one.id, draft, [one.head]);
      await tell(first);
      const again = { ...draft, body: { text: newSecret() } };
      const clock = world.server.now;
      const second = await world.deviceOf(who).event(one.id, again, [one.head], { seq: first.seq, clock });
      return void (await tell(second));
    }
    case 'hugeGeneration': {
      const hash = randomBytes(16).toString('hex');
      const docs = [
        { ...(await note()), _rev: `9007199254740993-${hash}` },
        { ...(await note()), _rev: `2-${hash}` },
        { ...(await note()), _rev: `1-${hash}`, _revisions: { start: 2 ** 53, ids: [hash] } },
        { ...(await note()), _rev: `1-${hash}`, _revisions: { start: 1, ids: [hash, hash] } },
      ];
      return refused(world, who, docs, 'a later generation');
    }
    case 'deletedFirst':
      return refused(world, who, [{ ...(await note()), _deleted: true }], 'a deletion');
    case 'idTwice':
      return idTwice(world, who, one);
    case 'afterItself':
      return refused(
        world,
        who,
        [await note({ _id: `event:${one.id}:${uuid}`, after: [uuid] })],
        'an event after itself',
      );
    case 'afterUnknown':
      return void (await tell(await note({ after: [one.head, uuid] })));
    case 'afterEndless': {
      const many = Array.from({ length: 65 }, () => uuidv7());
      return refused(world, who, [await note({ after: many })], 'an endless after');
    }
    case 'futureClock': {
      const draft = { kind: 'note' as const, data: {}, body: { text: newSecret() } };
      const event = await world
        .deviceOf(who)
        .event(one.id, draft, [one.head], { clock: world.server.now + YEARS });
      return void (await tell(event));
    }
    case 'serverDoc': {
      const names = [
        `complaint:${one.id}`,
        `party:${one.id}`,
        'branch:e1',
        'region:x',
        `person:${uuidv7()}`,
        `quarantine:event:${one.id}:${uuid}`,
        `erased:${one.id}`,
        'chain:x',
        '_design/x',
        '_local/x',
        '',
        '../x',
        `event:${one.id}`,
        'organisation:self',
      ];
      const docs = names.map((_id) => ({
        _id,
        type: 'x',
        v: 1,
        branch: 'e1' as BranchId as unknown,
        region: 'east' as RegionId as unknown,
      }));
      return refused(world, who, docs, 'a document of the server');
    }
  }
}
