import { fieldName, valueText } from './change-words';
import { documentText } from './document-text';
import { effectText, rulesOf, windowText } from './policy-rules';
import { aDocument } from './testing';

const said = (over: Parameters<typeof aDocument>[0]) =>
  rulesOf(aDocument(over)).flatMap(({ title, rules }) =>
    rules.map(({ text, code, then }) => [title, text, ...(code ?? []), ...(then ? [then] : [])].join(' | ')),
  );

describe('A policy in sentences', () => {
  it('says what holds anyway, and nothing of what it does not say', () => {
    const titles = rulesOf(aDocument()).map(({ title }) => title);
    expect(titles).toEqual(['Runs without a person', 'Who decides', 'Containment']);
  });

  it.each([
    [{ blocked: ['rm', 'dd'] }, 'Held back | Commands that begin with | rm | dd | deny'],
    [{ allowed: ['df'] }, 'Held back | Commands that begin with none of | df | deny'],
    [
      { block: [{ kind: 'service', verb: 'stop', min_risk: 'high', then: 'queue' }] },
      'Held back | Commands that would do | service stop, from risk high | queue',
    ],
    [
      { paths: [{ match: '/etc', on: 'any', then: 'deny' }] },
      'Protected | Path: touching it at all | /etc | deny',
    ],
    [{ max_targets: 20 }, 'When and how much | One request for more than 20 probes | queue'],
    [
      { max_runtime_sec: 90 },
      'When and how much | Commands that may take longer than 1\u2009min 30\u2009s | deny',
    ],
    [
      { rate: { per_probe: 5, then: 'deny' } },
      'When and how much | More than 5 commands an hour at one probe | deny',
    ],
    [
      {
        capacity: {
          conditions: [{ indicator: 'cpu_percent', comparator: '>', threshold: 85, then: 'queue' }],
          applies_to: 'change',
          missing: 'queue',
        },
      },
      'When and how much | Changes while CPU is above 85\u2009% | queue',
    ],
    [{ require_second_approver: true }, 'Who decides | A second person has to approve as well.'],
    [
      { allow: [{ kind: 'service' }] },
      'Runs without a person | Of changes, only these run; any other waits for a person: | service',
    ],
  ] as [Parameters<typeof aDocument>[0], string][])('says of %j: %s', (over, sentence) => {
    expect(said(over)).toContain(sentence);
  });

  it.each([
    [['mon', 'tue', 'wed', 'thu', 'fri'], 'Mon–Fri 22:00–04:00 UTC'],
    [['sun', 'mon'], 'Mon, Sun 22:00–04:00 UTC'],
    [['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], 'daily 22:00–04:00 UTC'],
  ] as const)('names the days of a window shortly: %j', (days, text) => {
    expect(windowText({ days: [...days], from: '22:00', to: '04:00', time_zone: 'UTC' })).toBe(text);
  });

  it('calls an effect that names nothing what it is', () => {
    expect(effectText({ kind: '*', target: '/srv/*' })).toBe('anything /srv/*');
  });
});

describe('What changed between two versions', () => {
  it('is said field by field, in words', () => {
    expect(fieldName('max_targets')).toBe('Probes at once');
    expect(fieldName('of_tomorrow')).toBe('of_tomorrow');
    expect(valueText('blocked', ['rm', 'dd'])).toBe('rm\ndd');
    expect(valueText('breakglass', { enabled: false })).toBe('off');
    expect(valueText('rate', { per_probe: 5, then: 'deny' })).toBe('5 at a probe\nmore is refused');
    expect(valueText('of_tomorrow', { a: 1 })).toBe('{"a":1}');
    expect(valueText('blocked', null)).toBe('–');
  });

  it('is compared in one order, however the fields came', () => {
    expect(documentText({ level: 'observe', name: 'a' })).toBe(documentText({ name: 'a', level: 'observe' }));
  });
});
