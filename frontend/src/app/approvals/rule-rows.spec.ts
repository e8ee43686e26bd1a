import type { EvaluatedRule } from '../core/api/models';
import { markedParts, markedWords, ruleRows } from './rule-rows';
import { aDetail } from './testing';

function rule(over: Partial<EvaluatedRule>): EvaluatedRule {
  return {
    name: 'x',
    value: '',
    comparator: '',
    threshold: '',
    outcome: 'allow',
    decided: false,
    message: '',
    ...over,
  };
}

describe('The rules that were looked at', () => {
  it('stand there once, those that decided first, with the words they looked at', () => {
    const rows = ruleRows({
      rules: [
        rule({ name: 'effect', outcome: 'queue', decided: true, message: 'It restarts a service.' }),
        rule({ name: 'capacity.cpu_percent', value: '46', comparator: '>', threshold: '80', message: 'cpu' }),
        rule({
          name: 'systemctl.restart',
          value: 'restart nginx',
          decided: true,
          message: 'It restarts a service.',
        }),
      ],
    });
    expect(rows.map(({ name, value, isDecided, isPassed }) => [name, value, isDecided, isPassed])).toEqual([
      ['Systemctl restart', 'restart nginx', true, false],
      ['CPU in use', '46\u2009%', false, true],
    ]);
    expect(rows[1]).toMatchObject({
      demand: 'at most 80\u2009%',
      gauge: { value: 46, threshold: 80, max: 100 },
    });
  });

  it('draw no gauge of what is no number', () => {
    const [row] = ruleRows({
      rules: [rule({ name: 'policy.window', value: 'Sat 03:00', threshold: '22:00' })],
    });
    expect(row?.gauge).toBeUndefined();
  });

  it('show what hides in a message', () => {
    const [row] = ruleRows({ rules: [rule({ message: 'a\u202eb' })] });
    expect(row?.message).toBe('a⟨U+202E⟩b');
  });
});

describe('The words of a command', () => {
  it('are marked as a whole, where a rule decided by them', () => {
    const indicators = [
      { source: 'classifier', value: 'rm -rf', drove_outcome: true },
      { source: 'classifier', value: 'ls', drove_outcome: false },
      null,
    ];
    const words = markedWords(aDetail({ policy_rationale: { indicators } }));
    expect(markedParts('rm -rf /srv/form; ls', words)).toEqual([
      { text: 'rm', isMarked: true },
      { text: ' ', isMarked: false },
      { text: '-rf', isMarked: true },
      { text: ' /srv/form; ls', isMarked: false },
    ]);
  });

  it('may hold what means something in a pattern', () => {
    expect(markedParts('a*b (c', ['(c', '*'])).toContainEqual({ text: '(c', isMarked: true });
  });
});
