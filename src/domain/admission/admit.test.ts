import { beforeEach, describe, expect, it } from 'vitest';
import type { ComplaintEvent } from '../events/event.ts';
import { branch, eventId, person, receipt, region, theComplaint } from '../testing/history.ts';
import { World, said } from '../testing/world.ts';
import type { Phone } from '../testing/world.ts';

let world: World;
let ana: Phone;
let mia: Phone;
const here = receipt({ branch: branch('b1'), region: region('east') });

beforeEach(async () => {
  world = new World(globalThis.crypto.subtle);
  ana = await world.phone('ana-phone', 'ana');
  mia = await world.phone('mia-phone', 'mia');
  world.grant('ana', 'field', 'b1');
  world.grant('mia', 'manager', 'east');
});

const pushed = async (item: object | Promise<object>): Promise<string> => said(await world.push(await item));
const received = (text = 'it leaks'): Promise<ComplaintEvent> => ana.event(1, 'received', here, { text });

describe('what is admitted', () => {
  it('is well formed, signed, and within reach; with it goes by what its author is entitled', async () => {
    const verdict = await world.push(await received());
    expect(verdict).toMatchObject({
      verdict: 'admit',
      flags: [],
      admitted: { via: 'carrier', role: 'field', remedyLimit: 1_000, flags: [] },
    });
    expect(world.complaint()?.text).toBe('it leaks');
    expect(await pushed(ana.event(2, 'note', {}))).toBe('admit');
  });

  it('is confirmed again when it comes again', async () => {
    const event = await received();
    expect([await pushed(event), await pushed(event)]).toEqual(['admit', 'again']);
    const { body: _, ...stripped } = event;
    expect(await pushed(stripped)).toBe('again');
  });

  it('may be an act that is not entitled: that is for the fold to say', async () => {
    await world.push(await received());
    const transfer = ana.event(2, 'transferred', { branch: branch('b3'), region: region('west') });
    expect(await pushed(transfer)).toBe('admit');
    expect(world.complaint()).toMatchObject({ branch: 'b1', branchesEver: ['b1'] });
  });

  it('may be of a kind that the server does not know yet', async () => {
    await world.push(await received());
    const event = ana.event(2, 'escalated' as 'note', { level: 3 });
    expect(await pushed(event)).toBe('admit');
  });

  it('may be by another than who carries it, from a clock that is years behind or ahead', async () => {
    expect(await pushed(ana.event(1, 'received', here, { minute: -1_000_000 }))).toBe('admit');
    expect(await pushed(ana.event(2, 'note', {}, { minute: 30_000_000 }))).toBe('admit');
  });

  it('may be an import’s, which needs no account', async () => {
    const source = await world.phone('cfpb', null, 'source');
    expect(await pushed(source.event(1, 'received', here))).toBe('admit');
    expect(await pushed(source.event(2, 'note', {}, { after: [] }))).toBe('admit');
  });
});

/** @returns lists in lists, so many deep */
const nested = (deep: number): unknown => (deep === 0 ? 1 : [nested(deep - 1)]);

describe('what is malformed', () => {
  it('is refused, naming the field and the rule', async () => {
    const event = await received();
    const malformed: [unknown, string][] = [
      [null, 'schema.invalid  type'],
      [{}, 'schema.invalid _id required'],
      [{ ...event, seq: 'one' }, 'schema.invalid seq type'],
      [{ ...event, seq: 0 }, 'schema.invalid seq tooSmall'],
      [{ ...event, at: 'now' }, 'schema.invalid at clock.stamp'],
      [{ ...event, sig: undefined }, 'schema.invalid sig required'],
      [{ ...event, data: { ...event.data, channel: 'pigeon' } }, 'schema.invalid data.channel choice'],
      [
        { ...event, data: { ...event.data, received: '2026-02-30' } },
        'schema.invalid data.received moment.format',
      ],
      [{ ...event, data: { ...event.data, about: ['a b'] } }, 'schema.invalid data.about.0 id.code'],
      [
        { ...event, body: { ...event.body, text: 'x'.repeat(20_001) } },
        'schema.invalid body.text text.tooLong',
      ],
      [{ ...event, body: { ...event.body, text: '\ud83d' } }, 'schema.invalid  notJson'],
      [{ ...event, _deleted: true }, 'schema.invalid _deleted unknown'],
      [{ ...event, admitted: { role: 'manager' } }, 'schema.invalid admitted unknown'],
      [{ ...event, _conflicts: ['1-a'] }, 'schema.invalid _conflicts unknown'],
      [{ ...event, _anything: 1 }, 'schema.invalid _anything unknown'],
      [{ ...event, more: nested(40) }, 'schema.invalid  notJson'],
      [{ ...event, more: 'x'.repeat(300_000) }, 'item.tooLarge'],
      [{ ...event, _id: `event:${theComplaint}:${'-'.repeat(36)}` }, 'schema.invalid _id event.id'],
      [{ ...event, _id: `event:${eventId(7)}:${eventId(1)}` }, 'id.mismatch'],
      [{ ...event, _id: `complaint:${theComplaint}` }, 'type.unknown'],
      [{ ...event, _id: 'branch:b1' }, 'type.unknown'],
    ];
    for (const [item, expected] of malformed) expect(await pushed(item as object)).toBe(expected);
  });

  it('is refused when it is put after itself', async () => {
    await world.push(await received());
    await world.push(await ana.event(2, 'note', {}, { after: [eventId(3)] }));
    expect(await pushed(ana.event(3, 'note', {}, { after: [eventId(2)] }))).toBe('after.cycle');
    expect(await pushed(ana.event(4, 'note', {}, { after: [eventId(4)] }))).toBe('after.cycle');
    expect(await pushed(ana.event(5, 'note', {}, { after: [eventId(2), eventId(77)] }))).toBe('admit');
  });

  it('is refused when it puts a complaint where there is nothing, or another region’s readers at it', async () => {
    expect(await pushed(ana.event(1, 'received', receipt({ branch: branch('b9') })))).toBe('branch.unknown');
    expect(
      await pushed(ana.event(1, 'received', receipt({ branch: branch('b1'), region: region('west') }))),
    ).toBe('branch.region');
    world.regionsOf.set('b1', ['north', 'east']);
    expect(await pushed(received())).toBe('admit');
  });
});

describe('what is forged', () => {
  it('is refused: from a device that nobody knows, by who was never on it, or signed by another key', async () => {
    const event = await received();
    expect(await pushed({ ...event, device: 'nobody' })).toBe('device.unknown');
    expect(await pushed({ ...event, by: 'mia' })).toBe('device.person');
    expect(await pushed({ ...event, by: null })).toBe('device.person');
    expect(await pushed({ ...event, at: '000000000001-0000' })).toBe('signature.invalid');
    expect(await pushed({ ...event, sig: 'S'.repeat(86) })).toBe('signature.invalid');
  });

  it('is refused when its body is not what was signed', async () => {
    const event = await received();
    const { body: _, ...bare } = event;
    expect(await pushed(bare)).toBe('body.missing');
    expect(await pushed({ ...event, body: { ...event.body, text: 'it does not leak' } })).toBe('body.hash');
    const silent = await ana.event(2, 'note', {});
    expect(await pushed({ ...silent, body: { salt: 'A'.repeat(22), text: 'slipped in' } })).toBe(
      'body.unexpected',
    );
  });

  it('is refused when it takes another’s id', async () => {
    await world.push(await received());
    expect(await pushed(mia.event(1, 'received', here))).toBe('id.taken');
  });
});

describe('a device’s chain', () => {
  it('may have gaps, which may be filled later', async () => {
    const [one, two, three] = [
      await received(),
      await ana.event(2, 'note', {}),
      await ana.event(3, 'note', {}),
    ];
    expect(await pushed(one)).toBe('admit');
    expect(await pushed(three)).toBe('admit');
    world.mark('ana-phone', 3);
    expect(await pushed(two)).toBe('admit');
  });

  it('is flagged when one number has two contents', async () => {
    await world.push(await received());
    await world.push(await ana.event(2, 'note', {}));
    ana.seq = 1;
    expect(await pushed(ana.event(3, 'note', {}))).toBe('admit chain.broken seq.twice');
  });

  it('is flagged when an item does not name the one before, and when the next does not name it', async () => {
    await world.push(await received());
    ana.prev = 'P'.repeat(43);
    expect(await pushed(ana.event(2, 'note', {}))).toBe('admit chain.broken');
    const hidden = await ana.event(3, 'note', {});
    await world.push(await ana.event(4, 'note', {}));
    ana.seq = 2;
    expect(await pushed(ana.event(5, 'note', {}))).toBe('admit chain.broken');
    expect(await pushed(hidden)).toBe('admit seq.twice');
    ana.seq = 0;
    ana.prev = 'P'.repeat(43);
    expect(await pushed(ana.event(6, 'note', {}))).toContain('chain.broken');
  });

  it('is flagged as backdated when an item is stamped before a mark, or before the one before it', async () => {
    await world.push(await received());
    world.mark('ana-phone', 30);
    expect(await pushed(ana.event(2, 'acknowledged', {}, { minute: 20 }))).toBe('admit backdated');
    expect(world.complaint()?.backdated).toBe(true);
    expect(await pushed(ana.event(3, 'note', {}, { minute: 40 }))).toBe('admit');
    world.change('ana-phone', { mark: null });
    expect(await pushed(ana.event(4, 'note', {}, { minute: 39 }))).toBe('admit backdated');
  });
});

describe('reach', () => {
  it('is needed of the branch in which a complaint is recorded', async () => {
    const elsewhere = receipt({ branch: branch('b2'), region: region('east') });
    expect(await pushed(ana.event(1, 'received', elsewhere))).toBe('scope.forbidden');
    expect(await pushed(mia.event(1, 'received', elsewhere))).toBe('admit');
  });

  it('is needed of the complaint as it was before', async () => {
    await world.push(await received());
    const zoe = await world.phone('zoe-phone', 'zoe');
    world.grant('zoe', 'field', 'b2');
    expect(await pushed(zoe.event(2, 'note', {}))).toBe('scope.forbidden');
    expect(await pushed(zoe.event(3, 'assigned', { to: person('zoe') }))).toBe('scope.forbidden');
    world.grant('zoe', 'analyst', 'east');
    expect(await pushed(zoe.event(4, 'note', {}))).toBe('scope.forbidden');
    world.grant('zoe', 'admin', 'east');
    expect(await pushed(zoe.event(5, 'note', {}))).toBe('scope.forbidden');
  });

  it('is asked before anything else of a complaint, whose fate is nobody else’s business', async () => {
    await world.push(await received());
    const zoe = await world.phone('zoe-phone', 'zoe');
    world.grant('zoe', 'field', 'b2');
    const cycle = await zoe.event(2, 'note', {}, { after: [eventId(2)] });
    const { body: _, ...stripped } = await zoe.event(3, 'note', {}, { text: 'x' });
    const before = [await pushed(cycle), await pushed(stripped)];
    world.erased.add(theComplaint);
    expect([...before, await pushed(cycle), await pushed(stripped)]).toEqual(
      Array(4).fill('scope.forbidden'),
    );
  });

  it('that was lost since sends to quarantine, done before or by a phone that had not heard of it', async () => {
    await world.push(await received());
    world.grant('ana', 'field', 'b1', 10);
    expect(await pushed(ana.event(2, 'note', {}, { minute: 5 }))).toBe('quarantine.reachLost');
    expect(await pushed(ana.event(3, 'note', {}, { minute: 15 }))).toBe('quarantine.reachLost');
    expect(await pushed(ana.event(4, 'received', here, { minute: 15 }))).toBe('quarantine.reachLost');
  });

  it('that was had once is not judged by a clock, which may be days behind', async () => {
    const twoDays = -2 * 24 * 60;
    world.grant('ana', 'field', 'b1', 10);
    expect(await pushed(ana.event(1, 'received', here, { minute: twoDays }))).toBe('quarantine.reachLost');
  });

  it('that was lost before the receipt came sends the receipt to quarantine', async () => {
    world.grant('ana', 'field', 'b1', 10);
    expect(await pushed(ana.event(1, 'received', here, { minute: 5 }))).toBe('quarantine.reachLost');
    expect(await pushed(ana.event(2, 'note', {}, { minute: 5 }))).toBe('quarantine.noComplaint');
  });

  it('that was lost by a transfer, an assignment or a seal sends to quarantine', async () => {
    await world.push(await received());
    const zoe = await world.phone('zoe-phone', 'zoe');
    world.grant('zoe', 'field', 'b3');
    await world.push(await mia.event(2, 'assigned', { to: person('zoe') }));
    expect(await pushed(zoe.event(10, 'note', {}))).toBe('admit');
    await world.push(await mia.event(3, 'assigned', { to: null }));
    expect(await pushed(zoe.event(11, 'note', {}))).toBe('quarantine.reachLost');
    world.sealed = true;
    expect(await pushed(ana.event(12, 'note', {}))).toBe('quarantine.reachLost');
    await world.push(await mia.event(4, 'transferred', { branch: branch('b3'), region: region('west') }));
    expect(await pushed(mia.event(13, 'note', {}))).toBe('quarantine.reachLost');
  });

  it('of somebody whose account is gone is for a manager to judge', async () => {
    await world.push(await received());
    const account = world.accounts.get('ana');
    if (account !== undefined) world.accounts.set('ana', { ...account, active: false });
    expect(await pushed(ana.event(2, 'note', {}))).toBe('quarantine.reachLost');
    world.accounts.delete('ana');
    expect(await pushed(ana.event(3, 'note', {}))).toBe('quarantine.reachLost');
  });

  it('is not had of a complaint about oneself', async () => {
    await world.push(
      await ana.event(
        1,
        'received',
        receipt({ branch: branch('b1'), region: region('east'), about: [person('ana')] }),
      ),
    );
    expect(await pushed(ana.event(2, 'note', {}))).toBe('quarantine.conflictOfInterest');
  });

  it('of a complaint that never came cannot be told', async () => {
    expect(await pushed(ana.event(2, 'note', {}))).toBe('quarantine.noComplaint');
  });

  it('of the assignee is flagged when field staff choose somebody without', async () => {
    await world.push(await received());
    world.grant('ben', 'field', 'b1');
    world.grant('zoe', 'field', 'b3');
    expect(await pushed(ana.event(2, 'assigned', { to: person('ben') }))).toBe('admit');
    expect(await pushed(ana.event(3, 'assigned', { to: person('zoe') }))).toBe('admit assignee.outside');
    expect(world.complaint()?.assignee).toBe('ben');
    expect(await pushed(mia.event(4, 'assigned', { to: person('zoe') }))).toBe('admit assignee.outside');
    expect(world.complaint()?.assignee).toBe('zoe');
    expect(await pushed(ana.event(5, 'assigned', { to: null }))).toBe('admit');
  });
});

describe('what a manager looks at first', () => {
  it('is whatever a revoked device still sends', async () => {
    world.change('ana-phone', { revoked: true });
    expect(await pushed(received())).toBe('quarantine.deviceRevoked');
  });

  it('is what somebody signed after their enrolment on the device had ended', async () => {
    const known = world.devices.get('ana-phone');
    const enrolments = (known?.enrolments ?? []).map((one) => ({
      ...one,
      until: Date.UTC(2026, 2, 2, 9, 10),
    }));
    world.change('ana-phone', { enrolments });
    expect(await pushed(ana.event(1, 'received', here, { minute: 9 }))).toBe('admit');
    expect(await pushed(ana.event(2, 'note', {}, { minute: 10 }))).toBe('quarantine.enrolmentEnded');
  });
});

describe('an erased complaint', () => {
  it('takes no body any more, and misses none', async () => {
    await world.push(await received());
    world.erased.add(theComplaint);
    const note = await ana.event(2, 'note', {}, { text: 'late' });
    expect(await pushed(note)).toBe('complaint.erased');
    const { body: _, ...bare } = note;
    expect(await pushed(bare)).toBe('admit');
  });
});

describe('evidence and responses', () => {
  const photo = {
    _id: `evidence:${theComplaint}:${eventId(50)}`,
    complaint: theComplaint,
    hash: 'a'.repeat(64),
    size: 1_000,
    mime: 'image/jpeg',
  };
  const response = {
    _id: `response:${eventId(60)}`,
    survey: 'survey:s1:3',
    language: 'ka',
    started: null,
    finished: '2026-03-02',
    complete: true,
    answers: { q1: 5 },
    missing: {},
    channel: 'kiosk',
  };

  it('evidence follows its complaint', async () => {
    expect(await pushed(ana.item(photo, 1))).toBe('quarantine.noComplaint');
    await world.push(await ana.event(1, 'received', here, { minute: 2 }));
    expect(await pushed(ana.item({ ...photo, _id: `evidence:${theComplaint}:${eventId(51)}` }, 3))).toBe(
      'admit',
    );
    expect(await pushed(ana.item({ ...photo, size: 26 * 1024 * 1024 }, 4))).toBe(
      'schema.invalid size evidence.tooLarge',
    );
    world.erased.add(theComplaint);
    expect(await pushed(ana.item({ ...photo, _id: `evidence:${theComplaint}:${eventId(52)}` }, 5))).toBe(
      'complaint.erased',
    );
  });

  it('a kiosk pushes responses to the surveys it shows, and nothing else', async () => {
    const kiosk = await world.phone('kiosk-1', null, 'kiosk');
    expect(await pushed(kiosk.item(response, 1))).toBe('admit');
    expect(
      await pushed(kiosk.item({ ...response, _id: `response:${eventId(61)}`, survey: 'survey:s2:1' }, 2)),
    ).toBe('quarantine.surveyNotShown');
    expect(await pushed(kiosk.event(1, 'received', here))).toBe('type.forbidden');
    expect(await pushed(kiosk.item(photo, 4))).toBe('type.forbidden');
    expect(await pushed(ana.item({ ...response, _id: `response:${eventId(62)}` }, 5))).toBe('type.forbidden');
  });
});
