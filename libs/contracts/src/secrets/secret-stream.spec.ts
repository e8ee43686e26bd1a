import fc from 'fast-check';
import { labelledSecrets, shows } from '../testing.js';
import { CARRIERS } from './carriers.js';
import { OPTION_CARRIERS } from './option-carriers.js';
import { SECRET_FORMATS } from './find-formats.js';
import { SecretStream, WINDOW, maskText } from './secret-stream.js';

const labelled = labelledSecrets();
const key = labelled.find(({ kind }) => kind === 'rsa private key')!;
const token = labelled.find(({ kind }) => kind === 'github ghp_')!;

function inPieces(text: string, cuts: readonly number[]): string {
  const stream = new SecretStream();
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].toSorted((a, b) => a - b);
  const pieces = places.slice(1).map((end, at) => stream.push(text.slice(places[at], end)));
  return pieces.join('') + stream.flush();
}

const someText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...labelled.map(({ text }) => text)),
      fc.constantFrom(
        'x '.repeat(20_000),
        '\n',
        '\r\n',
        '\r',
        ' ',
        'password=',
        'token: ',
        '-----BEGIN ',
        '\u{1f511}',
        '"',
        'x'.repeat(5_000),
      ),
      fc.string({ unit: 'binary', maxLength: 40 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

it('says of pieces what it says of the whole, wherever they are cut', () => {
  fc.assert(
    fc.property(someText, fc.array(fc.nat(), { maxLength: 30 }), (text, cuts) => {
      expect(inPieces(text, cuts)).toBe(maskText(text));
    }),
    { numRuns: 300 },
  );
});

it('changes nothing when it masks what is masked', () => {
  fc.assert(
    fc.property(someText, (text) => {
      const masked = maskText(text);
      expect(maskText(masked)).toBe(masked);
    }),
    { numRuns: 300 },
  );
});

it('masks a key of several lines that comes letter by letter', () => {
  const stream = new SecretStream();
  const out = [...`before\n${key.text}`].map((letter) => stream.push(letter)).join('') + stream.flush();
  expect(out).toBe('before\n[redacted]\nafter');
});

it('holds back one line and no more of it than its window', () => {
  const stream = new SecretStream();
  expect(stream.push('done\nwaiting')).toBe('done\n');
  let [given, taken] = [0, 0];
  for (let piece = 0; piece < 200; piece += 1) {
    given += 1_000;
    taken += stream.push('y'.repeat(1_000)).length;
    expect(given - taken).toBeLessThanOrEqual(WINDOW + 1_000);
  }
});

it.each([0, 1, 20, 4_000, 12_000, 28_600, 28_650, 28_672, 32_750, 32_768, 40_000, 61_400])(
  'finds a secret behind %i characters of a line without end',
  (before) => {
    const text = `${'z '.repeat(before / 2)}${token.secret} ${'z '.repeat(30_000)}`;
    expect(maskText(text)).toContain('[redacted]');
    expect(maskText(text)).not.toContain(token.secret.slice(0, 12));
    expect(maskText(text)).not.toContain(token.secret.slice(-12));
  },
);

it('knows a value by a name that stands in the part before', () => {
  const parts = Array.from({ length: 40 }, (_, at) => 28_640 + at);
  const shown = parts.filter((before) =>
    maskText(`${'z '.repeat(before / 2)}password=hunter2hunter3 ${'z '.repeat(20_000)}`).includes('hunter'),
  );
  expect(shown).toEqual([]);
});

it('masks a key within a line that is longer than the window', () => {
  const { text, secret } = labelled.find(({ kind }) => kind === 'gcp service account')!;
  expect(shows(maskText(`${'{"a": 1}, '.repeat(4_000)}${text}${'x '.repeat(4_000)}`), secret)).toBe(false);
});

it('lets nobody hide what follows by the first line of a key', () => {
  expect(maskText(`${key.text.split('\n')[0]}\nNov 1 sshd[1]: Accepted password for eve\nmore\n`)).toBe(
    '[redacted]\nNov 1 sshd[1]: Accepted password for eve\nmore\n',
  );
});

it('repeats nothing without a bound, so that a place of a line is looked at so many times and no more', () => {
  const patterns = [
    ...SECRET_FORMATS.map(({ body }) => body),
    ...[...CARRIERS, ...OPTION_CARRIERS].map(({ pattern }) => pattern.source),
  ];
  const bare = patterns.map((pattern) => pattern.replace(/\\./g, '').replace(/\[[^\]]*\]/g, ''));
  expect(bare.filter((pattern) => /[*+]|\{\d+,\}/.test(pattern))).toEqual([]);
});

const HOSTILE = [
  'password',
  'password=',
  '"password":"',
  '<password>',
  'password: ',
  'a',
  '$6$',
  'token \t',
  'secret_',
  '-----BEGIN PRIVATE KEY-----',
  '-----BEGIN A',
  'Bearer ',
  'ghp_a',
  'lgk_',
  'eyJ',
  'eyJaaaaaaaa.',
  'https://',
  'a://b:',
  'mysql -',
  'curl -u ',
  '\\"',
  "'",
  '=',
  ': ',
  'key',
  'x-',
  'aaaaa-',
  '%3D',
  'user a password ',
  'auth ',
  ' \t',
  '0a',
  'community ',
  '{"',
  'set ',
  'password password is for ',
  'A'.repeat(30),
  '\u{1f511}',
];

it.each(HOSTILE)('looks no more than twice as often at twice as many of %j', (part) => {
  const exec = jest.spyOn(RegExp.prototype, 'exec');
  const looks = (length: number) => {
    exec.mockClear();
    maskText(part.repeat(length / part.length));
    return exec.mock.calls.length;
  };
  try {
    expect(looks(80_000)).toBeLessThanOrEqual(2.3 * looks(40_000) + 200);
  } finally {
    exec.mockRestore();
  }
});

it.each(HOSTILE)('needs no time worth speaking of for a megabyte of %j', (part) => {
  const start = process.cpuUsage();
  maskText(part.repeat(1_000_000 / part.length));
  // Far above what it takes, and far below what trying again from each place would.
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1_000).toBeLessThan(10_000);
});
