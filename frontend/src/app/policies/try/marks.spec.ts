import { indicatorsOf, markLine, wordsOf } from './marks';

const marked = (line: string, ...words: string[]) =>
  markLine(line, words)
    .map(({ text, marked: is }) => (is ? `[${text}]` : text))
    .join('');

describe('the words that counted', () => {
  it('stand out wherever they are whole', () => {
    expect(marked('rm -rf /srv && firmware rm', 'rm', '-rf')).toBe('[rm] [-rf] /srv && firmware [rm]');
    expect(marked('cat /etc/shadow', '/etc/shadow')).toBe('cat [/etc/shadow]');
    expect(marked('echo "Shadow"', 'shadow')).toBe('echo "[Shadow]"');
  });

  it('leave the line as it is when they are not in it', () => {
    expect(marked('uptime', 'nginx.service')).toBe('uptime');
    expect(markLine('', ['x'])).toEqual([]);
  });

  it('do not take long over a line that is made of them', () => {
    const started = performance.now();
    expect(markLine('a '.repeat(50_000), ['a']).length).toBeGreaterThan(1_000);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('are those that drove the decision; without any, those that were found', () => {
    const indicators = [
      { name: 'cat: secret_path', source: 'classifier', value: '/etc/shadow', drove_outcome: false },
      { name: 'policy.blocked', source: 'mine@1', value: 'systemctl restart', drove_outcome: true },
      { name: 'command_risk', source: 'risk_classifier', value: 'high', drove_outcome: false },
    ];
    expect(wordsOf(indicatorsOf({ rationale: { indicators } }))).toEqual(['systemctl', 'restart']);
    const none = indicators.map((one) => ({ ...one, drove_outcome: false }));
    expect(wordsOf(indicatorsOf({ rationale: { indicators: none } }))).toContain('/etc/shadow');
  });

  it.each([[undefined], ['text'], [[null, 1, 'x']]])(
    'are none where no indicators were told: %j',
    (indicators) => {
      expect(indicatorsOf({ rationale: { indicators } })).toEqual([]);
    },
  );
});
