import { matchTitle, rankBy, titlePieces } from './palette-match';

const titles = (query: string, ...all: string[]) =>
  rankBy(
    query,
    all.map((title) => ({ title })),
  ).map(({ title }) => title);

describe('matching in the palette', () => {
  it.each([
    ['res', 'Restart nginx.service'],
    ['nginx restart', 'Restart nginx.service'],
    ['rn', 'Restart nginx.service'],
    ['restrat', 'Restart nginx.service'],
    ['rstart', 'Restart nginx.service'],
    ['restaart', 'Restart nginx.service'],
    ['resxart', 'Restart nginx.service'],
    ['cache', 'res-cache-02.fra1'],
    ['fra1 02', 'res-cache-02.fra1'],
    ['', 'anything'],
  ])('finds with "%s" %s', (query, title) => {
    expect(matchTitle(query, title)).toBeDefined();
  });

  it.each([
    ['restxxt', 'Restart nginx.service'],
    ['res missing', 'Restart nginx.service'],
    ['xyz', 'Restart nginx.service'],
  ])('does not find with "%s" %s', (query, title) => {
    expect(matchTitle(query, title)).toBeUndefined();
  });

  it('puts beginnings before initials, insides and slips', () => {
    const found = titles(
      'rest',
      'Forest',
      'Rest of all',
      'Rets',
      'Run every small test',
      'Audit: restart events',
    );
    expect(found).toEqual(['Rest of all', 'Audit: restart events', 'Run every small test', 'Forest', 'Rets']);
  });

  it('marks what was found, and only that', () => {
    const match = matchTitle('nginx res', 'Restart nginx.service');
    expect(titlePieces('Restart nginx.service', match?.ranges ?? [])).toEqual([
      { text: 'Res', hit: true },
      { text: 'tart ', hit: false },
      { text: 'nginx', hit: true },
      { text: '.service', hit: false },
    ]);
  });

  it('keeps places right where lower case is longer', () => {
    const match = matchTitle('web', 'İ web');
    expect(match?.ranges).toEqual([[2, 5]]);
  });

  it('finds by the detail, behind those found by title', () => {
    const items = [
      { title: 'Morning run', detail: 'job nightly' },
      { title: 'Nightly', detail: '' },
    ];
    expect(rankBy('nightly', items).map(({ title }) => title)).toEqual(['Nightly', 'Morning run']);
  });
});
