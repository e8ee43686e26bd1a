import { createHmac, randomBytes } from 'node:crypto';
import type { Breach } from './arena.js';
import { altered, flip, good, outer, outerOf, resealed } from './bent-frames.js';
import { sealed } from './evil-control-plane.js';

const JUNK: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  1e308,
  '',
  'x',
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  '\u0000',
];

const UNSIGNED = ['unsigned'];
const FORGED = ['bad_signature', 'unknown_key'];
const MALFORMED = ['malformed'];

/** Who signed it, and whether it is what was signed. */
export const SIGNATURE_BREACHES: readonly Breach[] = [
  { name: 'unsigned', reasons: UNSIGNED, make: outer(({ v, body }) => ({ v, body })) },
  { name: 'empty signature', reasons: UNSIGNED, make: outer((frame) => ({ ...frame, sig: '' })) },
  { name: 'signature left out', reasons: UNSIGNED, make: outer(({ v, kid, body }) => ({ v, kid, body })) },
  { name: 'key name left out', reasons: UNSIGNED, make: outer(({ v, sig, body }) => ({ v, sig, body })) },
  { name: 'null for a signature', reasons: MALFORMED, make: outer((frame) => ({ ...frame, sig: null })) },
  {
    name: 'key of a stranger',
    reasons: ['unknown_key'],
    make: (arena, line) => sealed(outerOf(good(arena, line)).body, arena.stranger),
  },
  {
    name: 'key of a stranger under the trusted name',
    reasons: ['bad_signature'],
    make: (arena, line) => {
      const frame = outerOf(sealed(outerOf(good(arena, line)).body, arena.stranger));
      return JSON.stringify({ ...frame, kid: arena.keys.kid });
    },
  },
  {
    name: 'a letter of the signature changed',
    reasons: FORGED,
    make: outer((frame, { rng }) => ({ ...frame, sig: flip(rng, frame.sig.slice(0, 85)) + frame.sig[85] })),
  },
  {
    name: 'signature cut, padded or in another alphabet',
    reasons: FORGED,
    make: outer((frame, { rng }) => {
      const standard = Buffer.from(frame.sig, 'base64url').toString('base64');
      const forms = [frame.sig.slice(0, rng.below(85) + 1), `${frame.sig}==`, `${frame.sig} `, standard];
      return { ...frame, sig: rng.pick(forms) };
    }),
  },
  {
    name: 'signature of another frame',
    reasons: FORGED,
    make: (arena, line) => {
      const { sig } = outerOf(sealed(JSON.stringify(arena.order()), arena.keys));
      return JSON.stringify({ ...outerOf(good(arena, line)), sig });
    },
  },
  {
    name: 'signed for another purpose',
    reasons: FORGED,
    make: (arena, line) =>
      sealed(outerOf(good(arena, line)).body, arena.keys, arena.rng.pick(['', 'legator-v1\n', 'legator-v2'])),
  },
  {
    name: 'another algorithm',
    reasons: FORGED,
    make: outer((frame, { rng, keys }) => {
      const hash = rng.pick(['sha256', 'sha512']);
      const sig = createHmac(hash, keys.publicKey).update(frame.body).digest('base64url');
      return { ...frame, sig };
    }),
  },
  {
    name: 'algorithm named in the frame',
    reasons: MALFORMED,
    make: outer((frame, { rng }) => ({ ...frame, sig: '', alg: rng.pick(['none', 'HS256', 'RS256']) })),
  },
  { name: 'words altered', reasons: FORGED, make: altered((body) => (body['argv'] = ['reboot'])) },
  {
    name: 'dispatch altered',
    reasons: FORGED,
    make: altered((body, rng) => (body['dispatchId'] = rng.uuid())),
  },
  {
    name: 'expiry altered',
    reasons: FORGED,
    make: altered((body) => (body['expiresAt'] = '2999-01-01T00:00:00.000Z')),
  },
  {
    name: 'a field altered, any one',
    reasons: FORGED,
    make: altered((body, rng) => (body[rng.pick(Object.keys(body))] = rng.pick(JUNK))),
  },
  {
    name: 'a letter of the body altered',
    reasons: [...FORGED, ...MALFORMED],
    make: outer((frame, { rng }) => ({ ...frame, body: flip(rng, frame.body) })),
  },
  {
    name: 'written anew with other blanks',
    reasons: FORGED,
    make: outer((frame) => ({ ...frame, body: JSON.stringify(JSON.parse(frame.body), null, 1) })),
  },
  {
    name: 'policy without a signature',
    reasons: UNSIGNED,
    make: (_arena, line) => {
      const policies = { revision: 99, policies: [], level: 'remediate', sandbox: 'preferred', block: [] };
      const body = { kind: 'policy.set', ...policies, blocked: [], ...line.head() };
      return JSON.stringify({ v: 2, body: JSON.stringify(body) });
    },
  },
];

/** For whom, for which connection, and in which order. */
export const ADDRESS_BREACHES: readonly Breach[] = [
  {
    name: 'for another probe',
    reasons: ['wrong_probe'],
    make: resealed((body, rng) => (body['probe'] = rng.pick(['prb-other', 'open ', 'OPEN', '*']))),
  },
  {
    name: 'for another connection',
    reasons: ['wrong_session'],
    make: resealed((body) => (body['session'] = randomBytes(18).toString('base64url'))),
  },
  {
    name: 'of an earlier connection, as it was',
    reasons: ['wrong_session'],
    make: ({ rng, past }) => rng.pick(past),
  },
  {
    name: 'the same frame twice',
    reasons: ['out_of_order'],
    make: (arena, line) => {
      // The probe has had its welcome with number 1.
      const body = { ...arena.order(), ...line.head(), n: 1 };
      return sealed(JSON.stringify(body), arena.keys);
    },
  },
  {
    name: 'out of turn',
    reasons: ['out_of_order', 'malformed'],
    make: resealed((body, rng) => {
      body['n'] = rng.pick([0, -1, 1, 3, 4, 2.5, 1e9, Number.MAX_SAFE_INTEGER, '2', null]);
    }),
  },
  { name: 'before the welcome', early: true, reasons: ['out_of_order'], make: good },
  {
    name: 'welcome of a stranger',
    early: true,
    reasons: ['unknown_key'],
    make: ({ stranger }, line) => {
      const policy = { version: 1, level: 'remediate' };
      const serverTime = '2000-01-01T00:00:00.000Z';
      const body = { kind: 'welcome', serverTime, heartbeatMs: 30_000, policy, ...line.head() };
      return sealed(JSON.stringify(body), stranger);
    },
  },
  {
    name: 'welcomed again, to turn the clock back',
    reasons: ['out_of_order'],
    make: (arena, line) => {
      const policy = { version: 9, level: 'remediate' };
      const serverTime = new Date(Date.now() - arena.rng.below(1e12)).toISOString();
      const body = { kind: 'welcome', serverTime, heartbeatMs: 30_000, policy, ...line.head() };
      return sealed(JSON.stringify(body), arena.keys);
    },
  },
  {
    name: 'what only a probe says',
    reasons: ['wrong_side', 'malformed'],
    make: resealed((body, rng) => {
      body['kind'] = rng.pick([
        'hello',
        'command.accepted',
        'command.result',
        'policy.state',
        'probe.heartbeat',
      ]);
    }),
  },
];
