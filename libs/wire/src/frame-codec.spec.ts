import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  KINDS,
  MAX_FRAME_BYTES,
  SIGNATURE_PREFIX,
  type ControlBody,
  type Kind,
  type ProbeBody,
} from '@legator/contracts';
import { encodeFrame, openFrame, type Side } from './frame-codec.js';
import { FrameError } from './frame-error.js';
import { KeyRing, generateKeyPair, type Signer } from './keys.js';

const samples = join(__dirname, '../../contracts/src/wire/samples');
const sample = <K extends Kind>(kind: K) =>
  JSON.parse(readFileSync(join(samples, `v2-${kind}.json`), 'utf8')) as Extract<
    ProbeBody | ControlBody,
    { kind: K }
  >;
const key = generateKeyPair();
const { verify } = new KeyRing([key.publicKey]);
const run = sample('command.run');
const beat = sample('probe.heartbeat');

/** Signs any text, sound or not, as the holder of the key could. */
function sealed(body: string, signer: Signer = key): { v: number; kid: string; sig: string; body: string } {
  const sig = Buffer.from(signer.sign(Buffer.from(SIGNATURE_PREFIX + body))).toString('base64url');
  return { v: 2, kid: signer.kid, sig, body };
}

const open = (frame: unknown, from: Side = 'control') =>
  openFrame(typeof frame === 'string' ? frame : JSON.stringify(frame), { from, verify });

function codeOf(attempt: () => unknown): string {
  try {
    attempt();
  } catch (error) {
    if (error instanceof FrameError) return error.code;
    throw error;
  }
  return 'accepted';
}

it.each(Object.keys(KINDS) as Kind[])('carries %s there and back', (kind) => {
  const { from, signed } = KINDS[kind];
  const opened = openFrame(encodeFrame(sample(kind), signed ? key : undefined), { from, verify });
  expect(opened).toEqual({ body: sample(kind), kid: signed ? key.kid : undefined });
});

it('opens the outer frame that the samples keep', () => {
  const ring = new KeyRing(['iWmzjibpoNP7vRjBfjDz3xavGsqQHQQh0bE0Pm7-aCs']);
  const text = readFileSync(join(samples, 'v2-frame.json'), 'utf8');
  expect(openFrame(text, { from: 'control', verify: ring.verify }).body).toEqual(sample('result.ack'));
  expect(readdirSync(samples).length).toBeGreaterThan(Object.keys(KINDS).length);
});

describe('a signature', () => {
  it('does not survive the change of any one byte of its frame', () => {
    const bytes = Buffer.from(encodeFrame(run, key));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const mutated = Buffer.from(bytes);
        mutated[at]! ^= flip;
        expect(codeOf(() => open(mutated.toString('utf8')))).not.toBe('accepted');
      }),
      { numRuns: 3_000 },
    );
  });

  it('has one spelling only', () => {
    const frame = sealed(JSON.stringify(run));
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const spellings = [...letters]
      .map((last) => frame.sig.slice(0, -1) + last)
      .filter((sig) => sig !== frame.sig);
    for (const sig of [
      ...spellings,
      `${frame.sig}=`,
      `${frame.sig}\n`,
      ` ${frame.sig}`,
      frame.sig.slice(0, -1),
    ]) {
      expect(codeOf(() => open({ ...frame, sig }))).toBe('bad_signature');
    }
  });

  it.each([
    ['is missing where the kind needs one', { v: 2, body: JSON.stringify(run) }, 'unsigned'],
    ['is empty', { ...sealed(JSON.stringify(run)), sig: '' }, 'unsigned'],
    ['has no key id', { ...sealed(JSON.stringify(run)), kid: '' }, 'unsigned'],
    ['is of a stranger', sealed(JSON.stringify(run), generateKeyPair()), 'unknown_key'],
    [
      'is of a stranger under a trusted name',
      { ...sealed(JSON.stringify(run), generateKeyPair()), kid: key.kid },
      'bad_signature',
    ],
    [
      'was made for something else',
      { ...sealed(''), sig: signatureWithoutPrefix(), body: JSON.stringify(run) },
      'bad_signature',
    ],
    [
      'is wrong on a kind that needs none',
      { ...sealed(JSON.stringify(beat)), body: JSON.stringify({ ...beat, n: 9 }) },
      'bad_signature',
    ],
  ])('is refused when it %s', (_what, frame, code) => {
    expect(codeOf(() => open(frame))).toBe(code);
  });

  it('is checked before the body is looked at', () => {
    const frame = { ...sealed(JSON.stringify(run)), body: '{"not JSON' };
    expect(codeOf(() => open(frame))).toBe('bad_signature');
  });

  it('does not make half a character and its replacement the same', () => {
    const body = JSON.stringify({ ...run, argv: ['\ufffd'] });
    const frame = JSON.stringify(sealed(body)).replace('\ufffd', '\\ud800');
    expect(codeOf(() => open(frame))).toBe('malformed');
  });

  function signatureWithoutPrefix(): string {
    return Buffer.from(key.sign(Buffer.from(JSON.stringify(run)))).toString('base64url');
  }
});

describe('a body, although signed,', () => {
  it.each([
    ['with a key given twice', JSON.stringify(run).replace('{', '{"argv":["rm"],')],
    ['with a key given twice in escapes', JSON.stringify(run).replace('{', '{"\\u0061rgv":["rm"],')],
    ['with half a character in escapes', JSON.stringify(run).replace('nginx', '\\ud800')],
    ['with a prototype', JSON.stringify(run).replace('{', '{"__proto__":{},')],
    ['with a key nobody declared', JSON.stringify({ ...run, shadow: 1 })],
    ['with a number beyond the exact ones', JSON.stringify(run).replace('30000', '9007199254740993')],
    ['with a number beyond all', JSON.stringify(run).replace('30000', '1e999')],
    ['with a fraction', JSON.stringify(run).replace('30000', '1.5')],
    ['that is too deep', `{"kind":"later","x":${'['.repeat(64)}${']'.repeat(64)}}`],
    ['that is not JSON', 'rm -rf /'],
    ['that is nothing', 'null'],
    ['that is a list', '[]'],
    ['without a kind', '{}'],
    ['whose kind is a method of every object', '{"kind":"constructor"}'],
  ])('%s is malformed', (_what, body) => {
    expect(codeOf(() => open(sealed(body)))).toBe('malformed');
  });

  it('with a prototype where any key may stand is malformed', () => {
    const text = JSON.stringify({ ...sample('probe.inventory') }).replace(
      '"labels":{',
      '"labels":{"__proto__":"x",',
    );
    expect(text).toContain('__proto__');
    expect(codeOf(() => open(sealed(text), 'probe'))).toBe('malformed');
  });

  it('of the other side is refused', () => {
    expect(codeOf(() => open(sealed(JSON.stringify(run)), 'probe'))).toBe('wrong_side');
    expect(codeOf(() => open(encodeFrame(beat), 'control'))).toBe('wrong_side');
  });
});

describe('an outer frame', () => {
  const good = JSON.stringify(sealed(JSON.stringify(run)));
  it.each([
    ['of another version', good.replace('"v":2', '"v":3')],
    ['with an algorithm', good.replace('{', '{"alg":"none",')],
    ['with two bodies', good.replace('{', `{"body":"{}",`)],
    ['whose body is not a string', '{"v":2,"body":{}}'],
    ['that is a list', '[]'],
    ['that is empty', ''],
    ['that has a tail', `${good}{}`],
    ['of 100,000 levels', '['.repeat(100_000)],
    ['of 100,000 closed levels', '['.repeat(100_000) + ']'.repeat(100_000)],
  ])('%s is malformed', (_what, text) => {
    expect(codeOf(() => open(text))).toBe('malformed');
  });

  it('may have the largest size and not one byte more', () => {
    const room = MAX_FRAME_BYTES - Buffer.byteLength(good);
    expect(codeOf(() => open(good + ' '.repeat(room)))).toBe('accepted');
    expect(codeOf(() => open(good + ' '.repeat(room + 1)))).toBe('oversize');
    expect(codeOf(() => open('é'.repeat(MAX_FRAME_BYTES / 2 + 1)))).toBe('oversize');
  });

  it('of random text never does more than fail', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => codeOf(() => open(text)) !== 'accepted'));
    fc.assert(fc.property(fc.json(), (body) => codeOf(() => open(sealed(body))) !== 'accepted'));
  });
});

describe('a kind this version does not know', () => {
  const head = { kind: 'policy.later', probe: 'p', session: 's'.repeat(16), n: 7 };
  it('is told apart, with its head, once its signature is right', () => {
    const body = JSON.stringify({ ...head, extra: 1 });
    expect(open(sealed(body))).toEqual({ unknown: 'policy.later', head, kid: key.kid });
    expect(open({ v: 2, body })).toEqual({ unknown: 'policy.later', head, kid: undefined });
    expect(codeOf(() => open({ ...sealed(body), body: `${body} ` }))).toBe('bad_signature');
  });

  it('needs a head, and a name that is safe in a log', () => {
    for (const over of [
      { n: undefined },
      { session: 5 },
      { kind: 'x\u001b[2J' },
      { kind: 'A' },
      { kind: 'a'.repeat(65) },
    ]) {
      expect(codeOf(() => open(sealed(JSON.stringify({ ...head, ...over }))))).toBe('malformed');
    }
  });
});

describe('writing', () => {
  it('refuses what the other side would refuse', () => {
    expect(codeOf(() => encodeFrame(run))).toBe('unsigned');
    expect(codeOf(() => encodeFrame({ ...run, argv: ['a\ud800'] }, key))).toBe('malformed');
    expect(codeOf(() => encodeFrame({ ...run, argv: ['x'.repeat(MAX_FRAME_BYTES)] }, key))).toBe('oversize');
  });

  it('takes whole characters, and backslashes that only look like halves', () => {
    expect(codeOf(() => encodeFrame({ ...run, argv: ['😀', '\\ud800'] }, key))).toBe('accepted');
  });
});
