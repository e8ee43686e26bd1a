import fc from 'fast-check';
import type { SignedCheckpoint } from '@legator/contracts';
import { GENESIS_LINK, chainLink, entryHash, signCheckpoint } from './audit-chain.js';
import {
  checkpointLine,
  exportEntryLine,
  exportHeaderLine,
  exportOmittedLine,
  parseCheckpoint,
  verifyExport,
  type VerifyExportOptions,
} from './audit-export.js';
import { canonicalize } from './canonical.js';
import { generateKeyPair, type KeyPair } from './keys.js';

const tenant = 'default';
const at = '2026-11-20T03:14:15.926Z';
const key = generateKeyPair();

interface Entry {
  text: string;
  index: number;
  entry_hash: string;
  link: string;
}

/** A chain as the sealer would make it. */
function chainOf(bodies: object[]): Entry[] {
  let previous = GENESIS_LINK;
  return bodies.map((body, i) => {
    const text = canonicalize(body);
    const entry_hash = entryHash(text);
    previous = chainLink(previous, entry_hash);
    return { text, index: i + 1, entry_hash, link: previous };
  });
}

const events = (n: number) =>
  Array.from({ length: n }, (_, i) => ({
    id: `e${i}`,
    timestamp: at,
    summary: `event <${i}> ä`,
    detail: { n: i, f: 0.5 },
  }));
const sealOf = ({ index, link }: Entry, signer: KeyPair = key, over: object = {}): SignedCheckpoint =>
  signCheckpoint({ tenant, index, link, at, ...over }, signer);
const header = (over: object = {}) =>
  exportHeaderLine({ tenant, from_index: 1, start_link: GENESIS_LINK, keys: [], exported_at: at, ...over });

/** Ten entries, the third left out, with checkpoints at 5 and 8; rows[i] is line i + 1. */
function setup(signer = key) {
  const chain = chainOf(events(10));
  const row = (entry: Entry) =>
    entry.index === 3 ? exportOmittedLine(3, entry.entry_hash) : exportEntryLine(entry.text, entry);
  const rows = chain.flatMap((entry) =>
    [5, 8].includes(entry.index) ? [row(entry), checkpointLine(sealOf(entry, signer))] : [row(entry)],
  );
  return { chain, rows: [header(), ...rows] };
}

const check = (rows: string[], over: Partial<VerifyExportOptions> = {}) =>
  verifyExport(rows, { publicKeys: [key.publicKey], ...over });

it('verifies an export and says how far it is vouched for', async () => {
  const { rows, chain } = setup();
  expect(await check(rows)).toEqual({
    valid: true,
    checked: 9,
    omitted: 1,
    first_invalid_index: null,
    reason: null,
    last_index: 10,
    last_link: chain[9]!.link,
    checkpoints: 2,
    sealed_to: 8,
    tenant,
    from_index: 1,
    line: null,
  });
});

it('verifies a part, from the link before it, with checkpoints in front of their entries', async () => {
  const { chain } = setup();
  const part = chain.slice(5).map((entry) => exportEntryLine(entry.text, entry));
  const rows = [
    header({ from_index: 6, start_link: chain[4]!.link }),
    checkpointLine(sealOf(chain[9]!)),
    ...part,
  ];
  expect(await check(rows)).toMatchObject({ valid: true, checked: 5, from_index: 6, sealed_to: 10 });
});

describe('tampering is found:', () => {
  const edited = (text: string) => text.replace('event <1>', 'event <7>');
  const cases: [string, (rows: string[]) => string[], string, number][] = [
    ['an edit', (rows) => rows.map(edited), 'entry_hash', 2],
    ['a deletion', (rows) => rows.toSpliced(2, 1), 'gap', 2],
    ['a repetition', (rows) => rows.toSpliced(2, 0, rows[2]!), 'out_of_order', 3],
    ['an insertion', (rows) => rows.toSpliced(2, 0, exportOmittedLine(2, 'a'.repeat(64))), 'out_of_order', 3],
    ['a new order', (rows) => [...rows.slice(0, 2), rows[4]!, rows[2]!, ...rows.slice(5)], 'gap', 2],
    ['a head cut off', (rows) => rows.toSpliced(1, 1), 'gap', 1],
    ['a start that is none', (rows) => rows.with(0, header({ start_link: 'a'.repeat(64) })), 'start_link', 1],
    [
      'an entry replaced by a made-up hash',
      (rows) => rows.with(2, exportOmittedLine(2, 'a'.repeat(64))),
      'link',
      4,
    ],
    [
      'the tail before the last checkpoint',
      (rows) => [rows[0]!, rows.at(-3)!, ...rows.slice(1, 8)],
      'truncated',
      7,
    ],
    [
      'no checkpoint at all',
      (rows) => rows.filter((row) => !row.includes('"checkpoint"')),
      'no_checkpoint',
      1,
    ],
    ['a checkpoint too late', (rows) => [...rows, rows[6]!], 'checkpoint_misplaced', 5],
    [
      'a forged checkpoint',
      (rows) => rows.map((row) => row.replace('"sig":"', '"sig":"A')),
      'checkpoint_signature',
      5,
    ],
    [
      'a checkpoint with another time',
      (rows) => rows.with(6, rows[6]!.replace('03:14', '03:15')),
      'checkpoint_signature',
      5,
    ],
    [
      'a key given twice',
      (rows) => rows.with(2, rows[2]!.replace('{', '{"summary":"other",')),
      'malformed',
      2,
    ],
    ['another spelling of a number', (rows) => rows.with(2, rows[2]!.replace('0.5', '0.50')), 'malformed', 2],
    ['a line that is no JSON', (rows) => rows.with(2, rows[2]!.slice(0, -1)), 'malformed', 2],
    ['a line of nothing known', (rows) => rows.with(2, '{"note":"all is well"}'), 'malformed', 2],
    ['a bare word', (rows) => rows.with(2, 'null'), 'malformed', 2],
    ['no header', (rows) => rows.slice(1), 'malformed', 1],
    ['nothing at all', () => [], 'malformed', 1],
  ];

  it.each(cases)('%s', async (_what, tamper, reason, first_invalid_index) => {
    expect(await check(tamper(setup().rows))).toMatchObject({ valid: false, reason, first_invalid_index });
  });

  it('a checkpoint of another tenant', async () => {
    const { rows, chain } = setup();
    const foreign = checkpointLine(sealOf(chain[4]!, key, { tenant: 'other' }));
    expect(await check(rows.with(6, foreign))).toMatchObject({
      reason: 'wrong_tenant',
      first_invalid_index: 5,
    });
    expect(await check(rows, { tenant: 'other' })).toMatchObject({ valid: false, reason: 'wrong_tenant' });
  });

  it('a history written anew, links and all, under the old checkpoints', async () => {
    const { rows } = setup();
    const anew = chainOf(events(10).with(1, { ...events(10)[1]!, summary: 'nothing happened' }));
    const forged = [
      header(),
      ...anew.flatMap((entry) => [
        exportEntryLine(entry.text, entry),
        ...(entry.index === 5 ? [rows[6]!] : entry.index === 8 ? [rows[10]!] : []),
      ]),
    ];
    expect(await check(forged)).toMatchObject({ reason: 'checkpoint_link', first_invalid_index: 5 });
  });

  it('a signature by the right key, made for something else', async () => {
    const { rows, chain } = setup();
    const { checkpoint } = sealOf(chain[4]!);
    const sig = Buffer.from(key.sign(Buffer.from(canonicalize(checkpoint)))).toString('base64url');
    expect(await check(rows.with(6, checkpointLine({ checkpoint, sig })))).toMatchObject({
      reason: 'checkpoint_signature',
    });
  });

  it('says in which line', async () => {
    const { rows } = setup();
    expect((await check(rows.map(edited))).line).toBe(3);
  });
});

describe('keys', () => {
  it('that the export itself names are not trusted', async () => {
    const own = generateKeyPair();
    const { rows } = setup(own);
    const named = header({ keys: [{ kid: own.kid, public_key: own.publicKey }] });
    expect(await check(rows.with(0, named))).toMatchObject({ valid: false, reason: 'unknown_key' });
    expect(await check(rows, { publicKeys: [] })).toMatchObject({ valid: false, reason: 'unknown_key' });
    expect(await check(rows, { publicKeys: [own.publicKey] })).toMatchObject({ valid: true });
  });
});

describe('a checkpoint kept elsewhere', () => {
  const kept = (chain: Entry[], i: number) => parseCheckpoint(`${checkpointLine(sealOf(chain[i]!))}\n`)!;

  it('finds a cut tail that the export itself does not show', async () => {
    const { rows, chain } = setup();
    const cut = rows.slice(0, -1);
    expect(await check(cut)).toMatchObject({ valid: true, last_index: 9 });
    expect(await check(cut, { checkpoint: kept(chain, 9) })).toMatchObject({
      valid: false,
      reason: 'truncated',
      first_invalid_index: 10,
    });
    expect(await check(rows, { checkpoint: kept(chain, 9) })).toMatchObject({ valid: true, sealed_to: 10 });
  });

  it('finds a history that was written and signed anew with the stolen key', async () => {
    const { chain } = setup();
    const anew = chainOf(events(12).with(1, { ...events(12)[1]!, summary: 'nothing happened' }));
    const rows = [
      header(),
      ...anew.map((one) => exportEntryLine(one.text, one)),
      checkpointLine(sealOf(anew[11]!)),
    ];
    expect(await check(rows)).toMatchObject({ valid: true });
    expect(await check(rows, { checkpoint: kept(chain, 7) })).toMatchObject({ reason: 'checkpoint_link' });
  });

  it('finds two histories signed for the same index', async () => {
    const { rows, chain } = setup();
    const other = sealOf({ ...chain[9]!, link: 'b'.repeat(64) });
    expect(
      await check([rows[0]!, checkpointLine(other), ...rows.slice(1)], { checkpoint: kept(chain, 9) }),
    ).toMatchObject({
      reason: 'checkpoint_link',
      first_invalid_index: 10,
    });
  });

  it('is refused when it was forged or cannot be compared', async () => {
    const { rows, chain } = setup();
    const forged = { ...kept(chain, 9), sig: kept(chain, 8).sig };
    expect(await check(rows, { checkpoint: forged })).toMatchObject({ reason: 'checkpoint_signature' });
    const part = [header({ from_index: 6, start_link: chain[4]!.link }), ...rows.slice(7)];
    expect(await check(part, { checkpoint: kept(chain, 1) })).toMatchObject({
      reason: 'checkpoint_misplaced',
    });
    expect(await check(part, { checkpoint: kept(chain, 4) })).toMatchObject({ valid: true });
  });

  it('is not read from any other text', () => {
    for (const text of ['', 'x', '{}', '{"checkpoint":{},"sig":""}'])
      expect(parseCheckpoint(text)).toBeUndefined();
  });
});

it('accepts whatever bodies a chain may hold', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue()), { minLength: 1, maxLength: 5 }),
      async (bodies) => {
        const clean = bodies.map((body) =>
          Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'chain')),
        );
        const chain = chainOf([...clean, {}, JSON.parse('{"__proto__":{"a":1}}') as object]);
        const rows = [
          header(),
          ...chain.map((one) => exportEntryLine(one.text, one)),
          checkpointLine(sealOf(chain.at(-1)!)),
        ];
        expect(await check(rows)).toMatchObject({ valid: true, checked: chain.length });
      },
    ),
    { numRuns: 50 },
  );
});

it('finds any change of one letter in what a checkpoint vouches for', async () => {
  const { rows, chain } = setup();
  const sealed = [rows[0]!, ...rows.slice(1), checkpointLine(sealOf(chain[9]!))];
  const target = fc
    .nat(sealed.length - 2)
    .chain((i) => fc.tuple(fc.constant(i + 1), fc.nat(sealed[i + 1]!.length - 1)));
  await fc.assert(
    fc.asyncProperty(target, fc.constantFrom(...'0aZ" {}[]:,\\-.é'), async ([line, column], letter) => {
      const row = sealed[line]!;
      fc.pre(row[column] !== letter);
      const changed = row.slice(0, column) + letter + row.slice(column + 1);
      expect((await check(sealed.with(line, changed))).valid).toBe(false);
    }),
    { numRuns: 500 },
  );
});

it('survives hostile lines of any form', async () => {
  const { rows } = setup();
  const deep = `{"chain":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  const nested = `{"a":${'['.repeat(127)}${']'.repeat(127)},"chain":{"index":1,"entry_hash":"${'a'.repeat(64)}","link":"${'a'.repeat(64)}"}}`;
  for (const line of [
    deep,
    nested,
    '[]',
    '{"chain":null}',
    '{"omitted":7}',
    '"',
    '\u0000',
    '{"chain":{"index":1e400}}',
  ]) {
    expect((await check([rows[0]!, line])).valid).toBe(false);
  }
});
