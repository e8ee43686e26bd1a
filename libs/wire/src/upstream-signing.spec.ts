import { UpstreamCommand } from '@legator/contracts';
import {
  deriveUpstreamKey,
  signUpstreamCommand,
  upstreamCommandText,
  upstreamMasterKey,
  verifyUpstreamCommand,
} from './upstream-signing.js';

const masterText = Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('hex');
const probeId = 'prb-0a1b2c3d';
const id = '11111111-2222-3333-4444-555555555555';
const A = UpstreamCommand.parse({
  request_id: 'e2e-cmd-1',
  command: 'echo',
  args: ['a<b&c>d'],
  timeout: 5_000_000_000,
  level: 'observe',
  stream: false,
});
const B = UpstreamCommand.parse({ request_id: 'cmd-42', command: 'uptime' });
const derived = deriveUpstreamKey(masterText, probeId);
const master = upstreamMasterKey(masterText)!;

describe('the vectors of the contract', () => {
  it('give the derived key', () => {
    expect(derived.toString('hex')).toBe('badb9676181a1fb125ac4f4d99da4e60e2b2b32eb03f11f3e4fd8034780f884c');
  });

  it.each([
    [
      'A',
      A,
      String.raw`{"request_id":"e2e-cmd-1","command":"echo","args":["a\u003cb\u0026c\u003ed"],"timeout":5000000000,"level":"observe","stream":false}`,
      '8bef86d3eae49c52b65f02933858d0e74dca89efa6d26c1a3fdb70cdb015b7e2',
      'de172a3f19b1cba847655db888ddad7df945421d9062cb65ff900f68538c3ad4',
    ],
    [
      'B',
      B,
      '{"request_id":"cmd-42","command":"uptime","timeout":0,"level":"","stream":false}',
      'e7617fea7bddae817722048829d8d578c77de34b1f1f934fb446597d61774f29',
      '0b19c27e8a2352b8496006b4e873e466120ac44311f7e3fa9c2ae674dfa37f4f',
    ],
  ])('give text and both signatures of %s', (_name, command, text, byMaster, byDerived) => {
    expect(upstreamCommandText(command)).toBe(text);
    expect(signUpstreamCommand(id, command, master)).toBe(byMaster);
    expect(signUpstreamCommand(id, command, derived)).toBe(byDerived);
    const check = (signature: string) =>
      verifyUpstreamCommand({ id, signature }, command, { masterText, probeId });
    expect([check(byMaster), check(byDerived)]).toEqual(['master', 'derived']);
  });
});

it('writes line separators as Go does, and a half character as its replacement', () => {
  const text = upstreamCommandText({ ...B, args: ['\u2028\u2029\ud800', '"\\\n'] });
  expect(text).toContain(String.raw`"args":["\u2028\u2029` + '\ufffd' + String.raw`","\"\\\n"]`);
});

it.each([
  ['another command', { command: { ...A, args: ['x'] } }],
  ['another envelope', { id: 'other' }],
  ['another probe', { probeId: 'prb-ffffffff' }],
  ['another key', { masterText: 'ff'.repeat(32) }],
  ['no key', { masterText: '' }],
  ['upper case', { signature: signUpstreamCommand(id, A, derived).toUpperCase() }],
  ['part of a signature', { signature: signUpstreamCommand(id, A, derived).slice(2) }],
  ['no signature', { signature: undefined }],
])('does not verify with %s', (_what, over) => {
  const given = {
    id,
    signature: signUpstreamCommand(id, A, derived),
    command: A,
    masterText,
    probeId,
    ...over,
  };
  expect(verifyUpstreamCommand(given, given.command, given)).toBeUndefined();
});

it('never takes an empty key, although it can be computed with', () => {
  const signature = signUpstreamCommand(id, A, deriveUpstreamKey('', probeId));
  expect(verifyUpstreamCommand({ id, signature }, A, { masterText: '', probeId })).toBeUndefined();
});

it('has no master key for a text that is not 32 bytes of hex', () => {
  for (const text of ['', 'ff'.repeat(31), `${'ff'.repeat(32)}f`, 'zz'.repeat(32)]) {
    expect(upstreamMasterKey(text)).toBeUndefined();
  }
});
