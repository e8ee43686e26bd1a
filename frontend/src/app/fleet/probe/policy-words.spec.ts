import { aboveText } from './above-text';
import { WORDS } from './policy-tab-words';
import { effectiveLevel, policyText } from './policy-words';

describe('The policy of a probe in words', () => {
  it.each([
    ['observe', 'remediate', 'Observe · asks before changes'],
    ['diagnose', 'remediate', 'Diagnose · asks before changes'],
    ['remediate', 'remediate', 'Remediate · changes run by themselves'],
    ['observe', 'diagnose', 'Observe · refuses changes'],
    ['remediate', 'observe', 'Observe · refuses changes'],
    ['observe', undefined, 'Observe · refuses changes'],
  ] as const)('is, for %s below a ceiling of %s: %s', (policy_level, ceiling, text) => {
    expect(policyText({ policy_level, ...(ceiling ? { ceiling } : {}) })).toBe(text);
  });

  it('never promises more than the host itself allows', () => {
    expect(effectiveLevel({ policy_level: 'remediate', ceiling: 'diagnose' })).toBe('diagnose');
  });

  it('does not speak of approvals where a probe takes none', () => {
    expect(aboveText({ policy_level: 'observe' })).toBe(WORDS.rules.upstream);
    expect(aboveText({ policy_level: 'observe', ceiling: 'observe' })).toBe(WORDS.rules.refuses);
    expect(aboveText({ policy_level: 'observe', ceiling: 'remediate' })).toBe(WORDS.rules.asks);
  });
});
