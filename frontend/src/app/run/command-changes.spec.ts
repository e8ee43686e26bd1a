import { changesOf } from './command-changes';

const item = (over: object) => ({
  kind: 'file',
  name: '/etc/motd',
  change: 'changed',
  summary: '/etc/motd: its contents changed',
  facts: [{ name: 'sha256', before: 'a', after: null }],
  diff: '',
  note: null,
  before: { text: 'old\n' },
  after: { text: 'new\n' },
  ...over,
});

describe('What a command touched', () => {
  it('is nothing where nothing was looked at', () => {
    expect(changesOf(undefined)).toBeUndefined();
    expect(changesOf({ changes: null })).toBeUndefined();
    expect(changesOf({ changes: { items: 'x' } })).toBeUndefined();
  });

  it('is told with its facts and its texts, before and after', () => {
    const changes = changesOf({ changes: { items: [item({})], missing: null, revertible: true } });
    expect(changes).toMatchObject({ missing: '', isRevertible: true, notRevertible: '' });
    expect(changes?.things[0]).toMatchObject({
      facts: [{ name: 'sha256', before: 'a', after: '–' }],
      texts: { before: 'old\n', after: 'new\n' },
    });
  });

  it('compares no texts where there are none, or where they are the same', () => {
    const same = { text: 'x' };
    const items = [item({ before: null, after: { state: 'absent' } }), item({ before: same, after: same })];
    expect(changesOf({ changes: { items } })?.things.map(({ texts }) => texts)).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('leaves out what is not understood, and shows what hides', () => {
    const items = [null, { name: 3 }, item({ change: 'melted' }), item({ summary: 'a\u202eb' })];
    expect(changesOf({ changes: { items } })?.things.map(({ summary }) => summary)).toEqual(['a⟨U+202E⟩b']);
  });
});
