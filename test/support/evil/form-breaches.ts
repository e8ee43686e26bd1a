import { createHmac, randomBytes } from 'node:crypto';
import { MAX_FRAME_BYTES } from '@legator/contracts';
import type { Breach } from './arena.js';
import { good, outer, resealed, written } from './bent-frames.js';

const NEEDED = ['dispatchId', 'issuedAt', 'expiresAt', 'argv', 'timeoutMs', 'stream', 'outputLimit', 'level'];
const MALFORMED = ['malformed'];

/** What it looks like. */
export const FORM_BREACHES: readonly Breach[] = [
  {
    name: 'another version',
    reasons: MALFORMED,
    make: outer((frame, { rng }) => ({ ...frame, v: rng.pick([1, 3, '2', 2.5, null, undefined, [2]]) })),
  },
  {
    name: 'more in the frame than belongs there',
    reasons: MALFORMED,
    make: outer((frame, { rng }) => ({ ...frame, [rng.pick(['ceiling', 'force', 'sig2'])]: 'remediate' })),
  },
  {
    name: 'more in the body than belongs there',
    reasons: MALFORMED,
    make: resealed(
      (body, rng) => (body[rng.pick(['ceiling', 'shell', 'env', 'cwd', 'force'])] = 'remediate'),
    ),
  },
  {
    name: 'wrong kind of value',
    reasons: MALFORMED,
    make: resealed((body, rng) => (body[rng.pick(NEEDED)] = rng.pick([null, -1, 1e308, {}, [[]], '\u0000']))),
  },
  {
    name: 'a field left out',
    reasons: MALFORMED,
    make: resealed((body, rng) => delete body[rng.pick(NEEDED)]),
  },
  {
    name: 'an approval that is none',
    reasons: MALFORMED,
    make: resealed((body, rng) => {
      const id = rng.uuid();
      const forms = [true, {}, { id }, { id, grantedLevel: 'root' }, { id, grantedLevel: 3 }, [id]];
      body['approval'] = rng.pick([...forms, { id, grantedLevel: 'remediate', forAll: true }]);
    }),
  },
  {
    name: 'a key twice in the body',
    reasons: MALFORMED,
    make: written((json) => json.replace('"level":"remediate"', '"level":"observe","level":"remediate"')),
  },
  {
    name: 'a key twice in the frame',
    reasons: MALFORMED,
    make: (arena, line) => good(arena, line).replace('{"v":2,', `{"v":2,"body":"{}",`),
  },
  {
    name: 'a key that is no key',
    reasons: MALFORMED,
    make: written((json) => json.replace('{', '{"__proto__":{"ceiling":"remediate"},')),
  },
  {
    name: 'very deep',
    reasons: MALFORMED,
    make: written((json, rng) => {
      const depth = 65 + rng.below(5_000);
      return json.replace('"argv":[', `"argv":[${'['.repeat(depth)}${']'.repeat(depth)},`);
    }),
  },
  {
    name: 'half a character',
    reasons: MALFORMED,
    make: written((json) => json.replace('"touch"', '"touch\\ud800"')),
  },
  {
    name: 'not JSON',
    reasons: MALFORMED,
    make: written((json, rng) =>
      rng.pick([json.slice(0, rng.below(json.length)), `${json},`, `//\n${json}`, '', '[]', 'null', '{}']),
    ),
  },
  {
    name: 'noise',
    reasons: MALFORMED,
    make: ({ rng }) => randomBytes(1 + rng.below(400)).toString(rng.pick(['latin1', 'hex', 'base64'])),
  },
  {
    name: 'the older protocol',
    reasons: MALFORMED,
    make: (arena) => {
      const payload = {
        request_id: arena.rng.uuid(),
        command: 'touch',
        args: [arena.fresh()],
        level: 'observe',
      };
      const envelope = {
        id: arena.rng.uuid(),
        type: 'command',
        timestamp: new Date().toISOString(),
        payload,
      };
      return JSON.stringify({ ...envelope, signature: createHmac('sha256', 'x').update('x').digest('hex') });
    },
  },
  {
    name: 'bytes that are no text',
    reasons: MALFORMED,
    make: (arena, line) => Buffer.from(good(arena, line)),
  },
  {
    name: 'text with broken characters',
    reasons: MALFORMED,
    asText: true,
    make: (arena, line) => Buffer.from(good(arena, line).replace('touch', 'tou\u00ffch'), 'latin1'),
  },
];

/** Too long; few of them do. */
export const HUGE: Breach = {
  name: 'huge',
  reasons: ['malformed', 'oversize'],
  make: (arena, line) =>
    arena.rng.chance(0.5)
      ? line.frame(arena.order({ argv: ['touch', arena.fresh(), 'x'.repeat(MAX_FRAME_BYTES)] }))
      : line.frame(arena.order({ argv: ['touch', arena.fresh(), 'ä'.repeat(MAX_FRAME_BYTES / 2)] })),
};
