import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  canonicalize,
  chainLink,
  checkpointLine,
  entryHash,
  exportEntryLine,
  exportHeaderLine,
  generateKeyPair,
  GENESIS_LINK,
  publicKeyToPem,
  signCheckpoint,
} from '@legator/wire';
import { Operator, SmallServer } from './testing.js';

const key = generateKeyPair();
const folder = mkdtempSync(join(tmpdir(), 'legatorctl-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = '2026-01-31T08:00:00.000Z';

/** A trail of three entries and its checkpoint; `keep` are the lines of entries that are left in. */
function anExport(keep = 3): { lines: string[]; checkpoint: string } {
  let link = GENESIS_LINK;
  const entries = [1, 2, 3].map((index) => {
    const text = canonicalize({
      id: `e${index}`,
      timestamp: at,
      type: 'command.sent',
      summary: `entry ${index}`,
    });
    const entry_hash = entryHash(text);
    link = chainLink(link, entry_hash);
    return { line: exportEntryLine(text, { index, entry_hash, link }), index, link };
  });
  const sign = (index: number) =>
    checkpointLine(signCheckpoint({ tenant: 'default', index, link: entries[index - 1]!.link, at }, key));
  const header = exportHeaderLine({
    tenant: 'default',
    from_index: 1,
    start_link: GENESIS_LINK,
    keys: [],
    exported_at: at,
  });
  return {
    lines: [header, ...entries.slice(0, keep).map(({ line }) => line), sign(keep)],
    checkpoint: sign(3),
  };
}

function fileOf(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

let server: SmallServer;
let operator: Operator;
beforeEach(async () => {
  server = await SmallServer.start();
  operator = new Operator();
  operator.env['LEGATOR_SERVER'] = server.url;
});
afterEach(() => server.stop());

const whole = fileOf('whole.jsonl', anExport().lines.join('\n'));

it.each([
  ['raw base64url', key.publicKey],
  ['the other alphabet, padded', `${key.publicKey.replaceAll('-', '+').replaceAll('_', '/')}=`],
  ['a PEM file', fileOf('key.pem', publicKeyToPem(key.publicKey))],
  ['what the server answers', fileOf('answer.json', JSON.stringify({ kid: 'k', public_key: key.publicKey }))],
  ['a file with the raw key', fileOf('key.txt', `${key.publicKey}\n`)],
])('verifies an export without a server, with the key as %s', async (_what, given) => {
  const { exitCode, stdout } = await operator.run('audit', 'verify', whole, '--key', given);
  expect([exitCode, stdout]).toEqual([
    0,
    expect.stringMatching(/Export is: +valid\n[^]*Entries checked: +3\n/),
  ]);
  expect(server.asked).toEqual([]);
});

it('finds an entry that was edited, and names it', async () => {
  const edited = fileOf('edited.jsonl', anExport().lines.join('\n').replace('entry 2', 'entry X'));
  const { exitCode, stdout } = await operator.run(
    'audit',
    'verify',
    edited,
    '--key',
    key.publicKey,
    '--json',
  );
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toMatchObject({
    valid: false,
    first_invalid_index: 2,
    reason: 'entry_hash',
    line: 3,
  });
});

it('finds a cut tail with a checkpoint that was kept, and says that it needs one', async () => {
  const cut = fileOf('cut.jsonl', anExport(2).lines.join('\n'));
  const checkpoint = fileOf('kept.json', anExport().checkpoint);
  const without = await operator.run('audit', 'verify', cut, '--key', key.publicKey);
  expect([without.exitCode, without.stderr]).toEqual([0, expect.stringContaining('--checkpoint')]);
  const { exitCode, stdout } = await operator.run(
    'audit',
    'verify',
    cut,
    '--key',
    key.publicKey,
    '--checkpoint',
    checkpoint,
  );
  expect([exitCode, stdout]).toEqual([1, expect.stringContaining('truncated')]);
});

it.each([
  ['no key', [whole], '--key'],
  ['a key that is none', [whole, '--key', 'abc'], 'no public key'],
  ['a key file of another kind', [whole, '--key', fileOf('other.json', '{"a":1}')], 'no public key'],
  ['a checkpoint that is none', [whole, '--key', key.publicKey, '--checkpoint', whole], 'not a checkpoint'],
])('takes %s for a mistake in the call', async (_what, argv, words) => {
  const { exitCode, stderr } = await operator.run('audit', 'verify', ...argv);
  expect([exitCode, stderr]).toEqual([2, expect.stringContaining(words)]);
});

it('trusts no key but those it was given', async () => {
  const { exitCode } = await operator.run('audit', 'verify', whole, '--key', generateKeyPair().publicKey);
  expect(exitCode).toBe(1);
});

it('says that a file cannot be read', async () => {
  const { exitCode, stderr } = await operator.run(
    'audit',
    'verify',
    join(folder, 'none'),
    '--key',
    key.publicKey,
  );
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('cannot be read')]);
});

it.each([
  [true, 0],
  [false, 1],
])('asks the server to check itself when there is no file (valid: %s)', async (valid, code) => {
  server.on('GET /api/v1/audit/verify', () => ({ valid, entries_checked: 5, first_invalid_at: null }));
  expect(await operator.run('audit', 'verify')).toMatchObject({ exitCode: code });
});

it('lists entries by type, probe and time', async () => {
  server.on('GET /api/v1/audit', () => ({
    events: [{ timestamp: at, type: 'command.sent', probe_id: 'prb-1', actor: 'ana', summary: 'uptime' }],
    has_more: true,
  }));
  const { stdout, stderr } = await operator.run(
    'audit',
    'list',
    '--type',
    'command.sent',
    '--probe',
    'prb-1',
    '--since',
    '2h',
    '--limit',
    '1',
  );
  expect(stdout).toMatch(/2026-01-31T08:00:00\.000Z +command\.sent +prb-1 +ana +uptime\n/);
  expect(stderr).toContain('There is more');
  expect(Object.fromEntries(new URL(server.asked[0]!.url, server.url).searchParams)).toEqual({
    type: 'command.sent',
    probe_id: 'prb-1',
    since: '2026-01-31T06:00:00.000Z',
    limit: '1',
  });
});

it('writes an export that verifies, to a file of its owner alone', async () => {
  server.on('GET /api/v1/audit/export', (_asked, response) => void response.end(anExport().lines.join('\n')));
  const file = join(folder, 'taken.jsonl');
  expect(await operator.run('audit', 'export', '--file', file)).toMatchObject({ exitCode: 0, stdout: '' });
  expect(readFileSync(file, 'utf8')).toBe(readFileSync(whole, 'utf8'));
  expect(await operator.run('audit', 'verify', file, '--key', key.publicKey)).toMatchObject({ exitCode: 0 });
});

it('prints an export without a file', async () => {
  server.on('GET /api/v1/audit/export', (_asked, response) => void response.end('{"ü":1}\n'));
  expect(await operator.run('audit', 'export')).toEqual({ exitCode: 0, stdout: '{"ü":1}\n', stderr: '' });
});

it('leaves no file behind when the line breaks', async () => {
  server.on('GET /api/v1/audit/export', (_asked, response) => {
    response.write('half');
    setImmediate(() => response.destroy());
  });
  const file = join(folder, 'half.jsonl');
  expect(await operator.run('audit', 'export', '--file', file)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('not complete'),
  });
  expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
});
