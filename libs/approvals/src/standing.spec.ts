import type { Risk, SelfApproval } from '@legator/contracts';
import { standing } from './standing.js';

const RISKS: Risk[] = ['low', 'medium', 'high', 'critical'];
const POLICIES: SelfApproval[] = ['never', 'medium', 'any'];

const ask = (
  treatedAs: Risk,
  selfApproval: SelfApproval,
  who: { own?: boolean; sole?: boolean; again?: boolean } = {},
  secondApprover = false,
) => standing({ treatedAs, selfApproval, secondApprover }, { own: false, sole: false, again: false, ...who });
const inShort = (found: ReturnType<typeof ask>) =>
  found.allowed ? `${found.as} ${found.needed}` : found.code;

const NO = 'approvals.own_request';
/** One's own request: what low, medium, high and critical take. */
const OWN: Record<string, string[]> = {
  'never, among others': [NO, NO, NO, NO],
  'medium, among others': ['own 1', 'own 1', NO, NO],
  'any, among others': ['own 1', 'own 1', 'own 1', NO],
  'never, alone': [NO, NO, NO, NO],
  'medium, alone': ['own 1', 'own 1', 'exception 1', 'exception 1'],
  'any, alone': ['own 1', 'own 1', 'own 1', 'exception 1'],
};

it.each(POLICIES.flatMap((policy) => ['among others', 'alone'].map((where) => [policy, where] as const)))(
  'lets whoever asked approve under self_approval %s, %s, only up to what it says',
  (policy, where) => {
    const found = RISKS.map((risk) => inShort(ask(risk, policy, { own: true, sole: where === 'alone' })));
    expect(found).toEqual(OWN[`${policy}, ${where}`]);
  },
);

it.each(POLICIES)(
  'lets another person approve anything, critical with a second one, whatever %s says',
  (policy) => {
    for (const sole of [false, true]) {
      const found = RISKS.map((risk) => inShort(ask(risk, policy, { sole })));
      expect(found).toEqual(['other 1', 'other 1', 'other 1', 'other 2']);
    }
  },
);

it('asks for two people where policy wants a second one', () => {
  expect(inShort(ask('low', 'medium', {}, true))).toBe('other 2');
  expect(inShort(ask('low', 'medium', { own: true }, true))).toBe('own 2');
  expect(inShort(ask('low', 'medium', { own: true, sole: true }, true))).toBe('exception 1');
  expect(inShort(ask('low', 'never', { own: true, sole: true }, true))).toBe(NO);
});

it.each(RISKS)('counts nobody twice, at %s risk', (risk) => {
  for (const policy of POLICIES)
    for (const own of [false, true])
      for (const sole of [false, true])
        expect(inShort(ask(risk, policy, { own, sole, again: true }, true))).toBe('approvals.same_person');
});

it('wants a reason and a typed name from high risk on, and a typed name for the exception', () => {
  const takes = (risk: Risk, who = {}, second = false) => {
    const found = ask(risk, 'medium', who, second);
    return found.allowed && [found.needsReason, found.needsConfirm];
  };
  expect(RISKS.map((risk) => takes(risk))).toEqual([
    [false, false],
    [false, false],
    [true, true],
    [true, true],
  ]);
  expect(takes('low', { own: true, sole: true }, true)).toEqual([false, true]);
  expect(takes('high', { own: true, sole: true })).toEqual([true, true]);
});
