import { aFleetRow } from '../testing';
import { rowWords, shortAge } from './row-words';

describe('what a row says', () => {
  it.each([
    ['a healthy host', {}, '100', 'ok'],
    ['a degraded one', { status: 'degraded', health: { score: 61, status: 'warning' } }, '61', 'warn'],
    ['a critical one', { status: 'degraded', health: { score: 40, status: 'degraded' } }, '40', 'bad'],
    ['a silent one, whose score is old', { status: 'offline' }, 'Down', 'bad'],
    ['one that never came', { status: 'pending', health: undefined }, 'Pending', 'info'],
    ['one that was not measured yet', { health: undefined }, '–', 'neutral'],
  ] as const)('of %s', (_what, over, score, tone) => {
    expect(rowWords(aFleetRow(over as never))).toMatchObject({ score, tone });
  });

  it('may end its line between tags, and never within one', () => {
    const { tagsWhole } = rowWords(aFleetRow({ tags: ['us-east', 'my team'] }));
    expect(tagsWhole).toBe(' ·\u00a0us\u2011east ·\u00a0my\u00a0team');
  });

  it('shows what would hide or turn the text around, and an id where there is no name', () => {
    expect(rowWords(aFleetRow({ hostname: '\u202Egnp.exe' })).host).toBe('⟨U+202E⟩gnp.exe');
    expect(rowWords(aFleetRow({ hostname: '   ' })).host).toBe('prb-1');
    expect(rowWords(aFleetRow({ tags: ['<b>', '\u200Bx'] })).tags).toBe('<b> · ⟨U+200B⟩x');
  });

  it.each([
    [0, '', ''],
    [1, '1 waits for approval', '1 waits'],
    [1_200, '1\u2009200 wait for approval', '1\u2009200 wait'],
  ])('says how many wait for a person: %i', (waiting, waits, waitsBriefly) => {
    expect(rowWords(aFleetRow({ waiting_approvals: waiting }))).toMatchObject({ waits, waitsBriefly });
  });

  it.each([
    [4_000, '4\u2009s'],
    [360_000, '6\u2009min'],
    [3 * 3_600_000, '3\u2009h'],
    [12 * 86_400_000, '12\u2009d'],
    [900 * 86_400_000, '2\u2009y'],
  ])('says %i ms ago as %s', (passed, text) => {
    const at = '2026-11-20T08:00:00Z';
    expect(shortAge(at, Date.parse(at) + passed)).toBe(text);
  });

  it('says nothing of what never was', () => {
    expect(shortAge(undefined, 0)).toBe('–');
  });
});
