import { evidenceLines, evidenceNote } from './evidence-rows';
import { anEvidence } from './testing';

const reader = { probeId: 'prb-1', mayOpen: true };
const lines = (items: Parameters<typeof anEvidence>[0][], over: Partial<typeof reader> = {}) =>
  evidenceLines({ evidence: items.map(anEvidence), more: 0 }, { ...reader, ...over });

describe('evidence', () => {
  it('is what the host printed, with the host where it is another one', () => {
    expect(lines([{}, { probe_id: 'prb-2', host: 'db-01' }])).toMatchObject([
      { command: 'df -h', host: '', said: '91 % of / is used', result: '', tone: 'ok', run: 'r0' },
      { host: 'db-01', title: 'db-01 printed: 91 % of / is used' },
    ]);
  });

  it('lets nothing that a host or a model wrote hide or turn around', () => {
    const [line] = lines([
      { command: 'cat \u202e/etc', host: 'a\u200bb', probe_id: 'x', output: '\u202eok' },
    ]);
    expect(line).toMatchObject({ command: 'cat ⟨U+202E⟩/etc', host: 'a⟨U+200B⟩b', said: '⟨U+202E⟩ok' });
  });

  it('says how it ended where there is nothing to read', () => {
    expect(
      lines([
        { output: '' },
        { output: null },
        { status: 'failed', exit_code: 2, output: 'no such disk' },
        { status: 'timed_out', exit_code: null, output: '' },
      ]).map(({ result, said, tone }) => [result, said, tone]),
    ).toEqual([
      ['printed nothing', '', 'ok'],
      ['', '', 'ok'],
      ['exit 2', 'no such disk', 'bad'],
      ['Ran out of time', '', 'warn'],
    ]);
  });

  it('leads to no run that may not be looked at, or is kept no more', () => {
    expect(lines([{}], { mayOpen: false })[0]?.run).toBeUndefined();
    expect(lines([{ request_id: null }])[0]?.run).toBeUndefined();
  });

  it.each([
    ['the assistant', [{}, {}], 0, '2 read-only commands, run by the assistant before this was asked for'],
    [
      'rules',
      [{ by: 'rules' }],
      0,
      '1 read-only command, run by rules without a model before this was asked for',
    ],
    ['a person', [{ by: 'person' }], 0, '1 read-only command, typed by Jon Reyes before this was asked for'],
    [
      'several people',
      [{ by: 'person' }, { by: 'person', requested_by: 'Mara' }],
      0,
      '2 read-only commands, typed by people before this was asked for',
    ],
    [
      'several',
      [{}, { by: 'person' }],
      0,
      '2 read-only commands, run in the conversation before this was asked for',
    ],
    [
      'some that are not shown',
      [{}],
      4,
      '5 read-only commands, run in the conversation before this was asked for',
    ],
    [
      'nobody knows whom',
      [{ by: null }],
      0,
      '1 read-only command, run in the conversation before this was asked for',
    ],
    ['nobody, for nothing', [], 0, ''],
  ] as const)('says truly that it was run by %s', (_who, items, more, note) => {
    expect(evidenceNote({ evidence: items.map(anEvidence), more })).toBe(note);
  });

  it('names at each who ran it, where not all of them are of the same', () => {
    expect(lines([{}, { by: 'person' }, { by: 'rules' }, { by: null }]).map(({ by }) => by)).toEqual([
      ...['assistant, small', 'typed by Jon Reyes', 'rules without a model', 'in the conversation'],
    ]);
    expect(lines([{}, {}]).map(({ by }) => by)).toEqual(['', '']);
  });
});
