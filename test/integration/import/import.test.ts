import { Readable } from 'node:stream';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Inside } from '../../../server/inside.ts';
import { importFile } from '../../../server/ops/import/import-file.ts';
import type { ImportResult } from '../../../server/ops/import/import-file.ts';
import { mapping } from '../../../server/ops/import/mapping.ts';
import type { Refusal } from '../../../server/ops/import/row.ts';
import { completeness } from '../../../server/sync/completeness.ts';
import type { ComplaintDoc } from '../../../src/domain/complaint.ts';
import type { TaxonomyDoc } from '../../../src/domain/registry.ts';
import { makeHome, mappingFile } from './home.ts';
import type { Home } from './home.ts';
import { HEADER, csv, row } from './rows.ts';

const cfpb = v.parse(mapping, JSON.parse(readFileSync(mappingFile('cfpb-complaints.json'), 'utf8')));

let home: Home;
let inside: Inside;
beforeEach(async () => {
  home = await makeHome();
  inside = await home.open();
});
afterEach(async () => {
  await inside.close();
  await home.remove();
});

async function take(
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
  dryRun = false,
): Promise<{ result: ImportResult; refused: Refusal[] }> {
  const refused: Refusal[] = [];
  const bytes =
    typeof content === 'string' || content instanceof Uint8Array
      ? Readable.from([Buffer.from(content)])
      : content;
  const result = await importFile(inside.cases, {
    mapping: cfpb,
    bytes,
    dryRun,
    onRefused: (refusal) => void refused.push(refusal),
    onProgress: () => undefined,
  });
  return { result, refused };
}
async function complaints(): Promise<ComplaintDoc[]> {
  const docs = await inside.context.stores.data.range({
    from: 'complaint:',
    to: 'complaint:~',
    includeDocs: true,
  });
  return docs as unknown as ComplaintDoc[];
}

describe('importing complaints', () => {
  it('takes what is well and names what is not by line, column, rule and value', async () => {
    const { result, refused } = await take(
      csv(
        row({ id: '1' }),
        '0,2,Mortgage,"unclosed,,,TX,,3/2/2015,3/3/2015,Closed,Yes,',
        row({ id: '3', state: 'ZZ' }),
        row({ id: '4', received: '2/30/2015' }),
        '0,5,too few columns',
        row({ id: '1', state: 'CA' }),
        row({ id: '6', response: 'Lost in the post' }),
        row({ id: '7', state: '' }),
      ),
    );
    expect(refused).toEqual([
      { line: 3, field: null, rule: 'row.quote', value: expect.stringContaining('unclosed') },
      { line: 4, field: 'State', rule: 'branch.unknown', value: 'ZZ' },
      { line: 5, field: 'Date received', rule: 'date.impossible', value: '2/30/2015' },
      { line: 6, field: null, rule: 'row.columns', value: '3 ≠ 13' },
      { line: 7, field: 'Complaint ID', rule: 'external.duplicate', value: '1 (line 2)' },
      { line: 8, field: 'Company response', rule: 'value.unknown', value: 'Lost in the post' },
    ]);
    expect(result).toMatchObject({ ok: true, rows: 8, added: 2, refused: 6, already: 0 });
    expect((await complaints()).map(({ reference }) => reference).sort()).toEqual(['CFPB-1', 'CFPB-7']);
  });

  it('makes of a row the complaint that its source describes', async () => {
    await take(csv(row({ id: '1' }), row({ id: '2', response: 'In progress', state: '' })));
    const [one, two] = (await complaints()).toSorted((a, b) => (a.reference < b.reference ? -1 : 1));
    expect(one).toMatchObject({
      branch: 'TX',
      region: 'south',
      received: '2015-03-02',
      acknowledged: '2015-03-03',
      step: 'closed',
      closed: { reason: 'asImported', on: null, timely: true },
      remedies: [{ kind: 'explanation', state: 'done' }],
      decided: null,
      backdated: false,
      recorder: null,
    });
    expect(two).toMatchObject({
      branch: 'unassigned',
      step: 'investigated',
      closed: null,
      respondBy: '2015-03-16',
    });
    expect(one?.log.every(({ without }) => without === null)).toBe(true);
    const taxonomy = await inside.context.stores.registry.get('taxonomy:categories');
    expect((taxonomy as unknown as TaxonomyDoc).categories.map(({ name }) => name.default)).toEqual([
      'Mortgage',
      'FHA mortgage',
      'Loan servicing, payments',
    ]);
  });

  it('adds nothing the second time, and its chain goes on without a gap', async () => {
    const file = csv(...Array.from({ length: 300 }, (_, id) => row({ id: String(id + 1) })));
    expect((await take(file)).result).toMatchObject({ added: 300 });
    const before = await completeness(inside.context);
    expect((await take(file)).result).toMatchObject({ added: 0, updated: 0, already: 300 });
    expect(await completeness(inside.context)).toEqual(before);
    expect((await take(csv(row({ id: '301' })))).result).toMatchObject({ added: 1 });
    const after = await completeness(inside.context);
    expect(after).toMatchObject({ received: before.received + 4, missing: 0, quarantined: 0 });
    const flags = (await complaints()).flatMap(({ log }) =>
      log.flatMap(({ event }) => event.admitted?.flags ?? []),
    );
    expect(flags).toEqual([]);
  });

  it('adds what a later file knows, to the same record even when its day was corrected', async () => {
    await take(csv(row({ id: '1', response: 'In progress' }), row({ id: '2', response: 'In progress' })));
    const { result } = await take(
      csv(row({ id: '1', received: '3/1/2015' }), row({ id: '2', response: 'In progress' })),
    );
    expect(result).toMatchObject({ added: 0, updated: 1, already: 1 });
    const docs = await complaints();
    expect(docs).toHaveLength(2);
    const closed = docs.filter((doc) => doc.closed !== null);
    expect(closed).toMatchObject([{ reference: 'CFPB-1', step: 'closed', contested: [] }]);
  });

  it('writes nothing in a dry run, and says what it would do', async () => {
    const file = csv(row({ id: '1' }), row({ id: '2', state: 'ZZ' }));
    const { result, refused } = await take(file, true);
    expect(result).toMatchObject({
      dryRun: true,
      added: 1,
      refused: 1,
      made: { regions: 5, branches: 60, categories: 3 },
    });
    expect(refused).toHaveLength(1);
    expect(await complaints()).toEqual([]);
    expect((await inside.context.stores.registry.info()).docCount).toBe(0);
    expect((await inside.context.identities.devices()).length).toBe(0);
  });

  it('refuses a row of 50 MB by its line and takes the rest', async () => {
    const megabyte = Buffer.alloc(1024 * 1024, 'x');
    async function* file(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${HEADER}\n${row({ id: '1' })}\n0,2,`);
      for (let count = 0; count < 50; count += 1) yield megabyte;
      yield Buffer.from(`\n${row({ id: '3' })}\n`);
    }
    const { result, refused } = await take(file());
    expect(refused).toMatchObject([{ line: 3, field: null, rule: 'row.tooLong' }]);
    expect(refused[0]?.value.length).toBeLessThan(100);
    expect(result).toMatchObject({ ok: true, added: 2, refused: 1 });
  });

  it.each([
    ['nothing', '', { code: 'file.empty' }],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1'), { code: 'file.binary' }],
    ['UTF-16', Buffer.from(`\uFEFF${HEADER}\n`, 'utf16le'), { code: 'file.utf16' }],
    ['JSON', '{"complaints": [1, 2]}\n', { code: 'file.header' }],
    [
      'another table',
      'a,b\n1,2\n',
      { code: 'file.columns', columns: expect.arrayContaining(['Complaint ID']) },
    ],
  ])('says at once that %s is not such a file', async (_what, content, problem) => {
    const { result } = await take(content);
    expect(result).toMatchObject({ ok: false, ...problem });
    expect((await inside.context.stores.registry.info()).docCount).toBe(0);
  });

  it('reads a file that Excel wrote: a byte order mark, lines that end in CR LF', async () => {
    const { result } = await take(`\uFEFF${csv(row({ id: '1' })).replaceAll('\n', '\r\n')}`);
    expect(result).toMatchObject({ ok: true, added: 1, refused: 0 });
  });

  it('leaves regions, branches and names that are there as they are', async () => {
    const { registry } = inside.context.stores;
    const calendar = {
      timeZone: 'Europe/Paris',
      workdays: [1],
      hours: { from: '10:00', to: '12:00' },
      holidays: [],
    };
    await registry.write([
      { _id: 'region:ours', type: 'region', v: 1, region: 'ours', name: { default: 'Ours' }, calendar },
      {
        _id: 'branch:TX',
        type: 'branch',
        v: 1,
        branch: 'TX',
        region: 'ours',
        name: { default: 'Texas' },
        closed: false,
      },
    ]);
    const { result } = await take(csv(row({ id: '1' })));
    expect(result).toMatchObject({ ok: true, added: 1 });
    expect(await complaints()).toMatchObject([{ branch: 'TX', region: 'ours' }]);
    expect((await registry.get('branch:TX'))?.['region']).toBe('ours');
  });
});
