import { anEntry } from './testing';
import { foldRuns } from './timeline-runs';

const fact = (id: string, type: string) => anEntry({ id, type, directive_id: 'd1', summary: type });
const command = anEntry({
  ...{ id: 'd1', kind: 'directive', type: 'command.run', directive_id: 'd1', command: 'uptime' },
  status: 'succeeded',
});

describe('What is told of one command', () => {
  it('is one row, where the newest of it stands, with the state of the command', () => {
    const rows = foldRuns([
      fact('s3', 'command.completed'),
      anEntry({ id: 'other' }),
      fact('s2', 'command.dispatched'),
      command,
    ]);
    expect(rows.map(({ id, entry, facts }) => [id, entry.id, facts.map((one) => one.id)])).toEqual([
      ['d1', 'd1', ['s3', 's2', 'd1']],
      ['other', 'other', []],
    ]);
  });

  it('keeps its row when the command itself is further down than the list was read', () => {
    const [row, ...others] = foldRuns([fact('s3', 'command.completed'), fact('s2', 'command.dispatched')]);
    expect(others).toEqual([]);
    expect(row).toMatchObject({ id: 'd1', entry: { id: 's3' } });
  });

  it('leaves apart what is about different commands', () => {
    const another = anEntry({ id: 'x', directive_id: 'd2' });
    expect(foldRuns([fact('s1', 'command.dispatched'), another]).map(({ id }) => id)).toEqual(['d1', 'd2']);
  });
});
