import { Level } from '@legator/contracts';
import fc from 'fast-check';
import { canonical } from './canonical.js';
import { decide, type DecisionInput } from './decide.js';
import { judgeArgv } from './judge.js';

const LS = judgeArgv(['ls']);
const PING = judgeArgv(['ping', '-c1', 'x']);
const FROB = judgeArgv(['frob', '/x']);
const SHADOW = judgeArgv(['cat', '/etc/shadow']);

const at = (probeLevel: Level, ceiling: Level, over: Partial<DecisionInput>) => {
  const { verdict, required, reasons } = decide({ judgement: LS, probeLevel, ceiling, ...over });
  return [verdict, required, reasons[0]!.code];
};

it.each([
  ['within the level', 'observe', 'remediate', {}, ['allow', 'observe', 'within_level']],
  ['above the level', 'observe', 'remediate', { judgement: PING }, ['queue', 'diagnose', 'above_level']],
  ['at a higher level', 'diagnose', 'remediate', { judgement: PING }, ['allow', 'diagnose', 'within_level']],
  ['above the ceiling', 'observe', 'observe', { judgement: PING }, ['deny', 'diagnose', 'above_ceiling']],
  ['unknown', 'observe', 'remediate', { judgement: FROB }, ['queue', 'remediate', 'unknown']],
  [
    'unknown, at the highest level',
    'remediate',
    'remediate',
    { judgement: FROB },
    ['queue', 'remediate', 'unknown'],
  ],
  [
    'unknown, above the ceiling',
    'observe',
    'diagnose',
    { judgement: FROB },
    ['deny', 'remediate', 'above_ceiling'],
  ],
  ['sensitive', 'remediate', 'remediate', { judgement: SHADOW }, ['queue', 'remediate', 'sensitive']],
  [
    'sensitive, above the ceiling',
    'diagnose',
    'diagnose',
    { judgement: SHADOW },
    ['deny', 'remediate', 'above_ceiling'],
  ],
  [
    'declared higher',
    'observe',
    'remediate',
    { declaredLevel: 'remediate' },
    ['queue', 'remediate', 'above_level'],
  ],
  [
    'declared above the ceiling',
    'observe',
    'observe',
    { declaredLevel: 'diagnose' },
    ['deny', 'diagnose', 'above_ceiling'],
  ],
  [
    'declared lower',
    'observe',
    'remediate',
    { judgement: PING, declaredLevel: 'observe' },
    ['queue', 'diagnose', 'above_level'],
  ],
  [
    'with a level above the ceiling',
    'remediate',
    'observe',
    { judgement: PING },
    ['deny', 'diagnose', 'above_ceiling'],
  ],
  [
    'without the sandbox it needs',
    'observe',
    'remediate',
    { sandbox: 'required', contained: false },
    ['deny', 'observe', 'not_contained'],
  ],
  [
    'when nobody knows of a sandbox it needs',
    'observe',
    'remediate',
    { sandbox: 'required' },
    ['deny', 'observe', 'not_contained'],
  ],
  [
    'in the sandbox it needs',
    'observe',
    'remediate',
    { sandbox: 'required', contained: true },
    ['allow', 'observe', 'within_level'],
  ],
  [
    'without the sandbox it would like',
    'observe',
    'remediate',
    { contained: false },
    ['allow', 'observe', 'within_level'],
  ],
] as [string, Level, Level, Partial<DecisionInput>, unknown[]][])(
  'answers for a command %s',
  (_what, level, ceiling, over, answer) => {
    expect(at(level, ceiling, over)).toEqual(answer);
  },
);

it('says why in words, and adds what the judgement found', () => {
  expect(decide({ judgement: FROB, probeLevel: 'observe', ceiling: 'remediate' }).reasons).toEqual([
    { code: 'unknown', text: 'Nobody has said what it does; a person decides.' },
    { code: 'program.unknown', text: 'frob is not a program that is known to only read.' },
  ]);
});

it('only ever gets stricter by what a client declares, or by a lower level or ceiling', () => {
  const level = fc.constantFrom(...Level.options);
  const strictness = { allow: 0, queue: 1, deny: 2 };
  fc.assert(
    fc.property(
      fc.constantFrom(LS, PING, FROB, SHADOW),
      level,
      level,
      level,
      (judgement, probeLevel, ceiling, declaredLevel) => {
        const plain = decide({ judgement, probeLevel, ceiling });
        const declared = decide({ judgement, probeLevel, ceiling, declaredLevel });
        const lowered = decide({ judgement, probeLevel: 'observe', ceiling });
        const capped = decide({ judgement, probeLevel, ceiling: 'observe' });
        for (const other of [declared, lowered, capped]) {
          expect(strictness[other.verdict]).toBeGreaterThanOrEqual(strictness[plain.verdict]);
        }
      },
    ),
  );
});

it.each([
  [['ls', '-la', '/tmp'], 'ls -la /tmp'],
  [['echo', 'a b', "it's", ''], `echo 'a b' 'it'\\''s' ''`],
  [['echo', 'a\u202eb\n\u001b[2K'], String.raw`echo $'a\xe2\x80\xaeb\x0a\x1b[2K'`],
  [['a=b', 'a=b'], `'a=b' a=b`],
  [['if', '!'], `'if' '!'`],
  [['echo', '\ud800'], String.raw`echo $'\xed\xa0\x80'`],
])('shows %j on one line of plain characters', (argv, line) => {
  expect(canonical(argv)).toBe(line);
});
