import { TestBed } from '@angular/core/testing';
import { SavedFiltersApi } from '../saved-filters-api';
import { Session } from '../session';
import { Opener } from './opener';
import { SavedFilterSource } from './saved-filter-source';

function setup() {
  const opened: string[] = [];
  let reads = 0;
  const filter = { name: 'Production web', q: 'tag:prod web', sort: '-cpu', updated_by: 'a', updated_at: '' };
  TestBed.configureTestingModule({
    providers: [
      { provide: SavedFiltersApi, useValue: { list: () => Promise.resolve((reads++, [filter])) } },
      { provide: Session, useValue: { shows: () => true } },
      { provide: Opener, useValue: { open: (url: string) => opened.push(url) } },
    ],
  });
  return { opened, reads: () => reads, source: TestBed.inject(SavedFilterSource) };
}

describe('saved filters in the palette', () => {
  it('are places to go, read once for many keystrokes', async () => {
    const { opened, reads, source } = setup();
    await source.find({ mode: '', text: 'prod', context: undefined } as never);
    const [found] = await source.find({ mode: '', text: 'prod web', context: undefined } as never);
    expect(found).toMatchObject({ group: 'Go to', title: 'Production web', detail: 'tag:prod web' });
    found?.run({ newTab: false });
    expect(opened).toEqual(['/fleet?q=tag%3Aprod+web&sort=-cpu']);
    expect(reads()).toBe(1);
  });

  it('are not among verbs', async () => {
    const { source } = setup();
    expect(await source.find({ mode: '>', text: 'prod', context: undefined } as never)).toEqual([]);
  });
});
