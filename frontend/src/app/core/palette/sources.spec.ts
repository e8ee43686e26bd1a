import { Component, inject, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { PaletteItem, PaletteQuery } from '../../ui/palette';
import { OPEN_SOCKET } from '../live/live-socket';
import { FakeSockets } from '../live/testing';
import { type PageAction, PageActions } from '../page-actions';
import { type Selected, Selection } from '../selection';
import { Session } from '../session';
import { SessionApi } from '../session-api';
import { FakeSessionApi, aMe } from '../testing';
import { type Verb, Verbs } from '../verbs';
import { FleetSource, SEARCH_PAUSE_MS } from './fleet-source';
import { PlaceSource } from './place-source';
import { ProbeSearchApi } from './probe-search-api';
import { VerbSource } from './verb-source';

const action: PageAction = {
  id: 'r',
  text: 'Restart nginx.service',
  icon: 'refresh',
  needsApproval: true,
  isOfSelected: true,
  run: () => undefined,
};
const ofPage: PageAction = { id: 'c', text: 'Copy link', icon: 'link', run: () => undefined };
let pageActions: readonly PageAction[] = [action];
const verbs: readonly Verb[] = [
  { id: 'a', text: 'Add probe', icon: 'plus', permission: 'fleet:write', run: () => undefined },
  { id: 'c', text: 'Copy link', icon: 'link', run: () => undefined },
];

@Component({ template: '' })
class Page {
  constructor() {
    inject(PageActions).offer(signal(pageActions));
    inject(Verbs).offer(signal(verbs));
    inject(Selection).follow(signal<Selected>({ kind: 'probe', id: 'p', text: 'web-03', link: '/fleet/p' }));
  }
}

class FakeSearch {
  readonly asked: string[] = [];

  find(q: string) {
    this.asked.push(q);
    return Promise.resolve([{ id: 'p 1', hostname: `${q}-01`, status: 'online', os: 'linux' }]);
  }

  tags() {
    return Promise.resolve({ prod: 12, staging: 1 });
  }
}

async function setup(permissions: ('admin' | 'fleet:read')[] = ['admin']) {
  const [search, session] = [new FakeSearch(), new FakeSessionApi()];
  session.answer = aMe({ permissions });
  TestBed.configureTestingModule({
    providers: [
      provideRouter([]),
      { provide: OPEN_SOCKET, useValue: new FakeSockets().open },
      { provide: ProbeSearchApi, useValue: search },
      { provide: SEARCH_PAUSE_MS, useValue: 0 },
      { provide: SessionApi, useValue: session },
    ],
  });
  const page = TestBed.createComponent(Page);
  await TestBed.inject(Session).load();
  return { search, page };
}

const ask = (text: string, over: Partial<PaletteQuery> = {}): PaletteQuery => ({
  text,
  mode: '',
  context: 'web-03',
  ...over,
});
const titles = (items: readonly PaletteItem[]) => items.map(({ group, title }) => `${group}: ${title}`);

describe('what the palette knows', () => {
  beforeEach(() => {
    localStorage.clear();
    pageActions = [action];
  });

  it('tells what is done to the probe from what is done to the page, and offers nothing twice', async () => {
    pageActions = [action, ofPage];
    await setup();
    const verbs = TestBed.inject(VerbSource);
    expect(titles(verbs.find(ask(''))).sort()).toEqual([
      'Do: Add probe',
      'On this page: Copy link',
      'On this probe: Restart nginx.service',
    ]);
    expect(titles(verbs.find(ask('copy', { context: undefined })))).toEqual(['On this page: Copy link']);
  });

  it('says of a verb that it asks for approval', async () => {
    await setup();
    const [found] = TestBed.inject(VerbSource).find(ask('restart'));
    expect(found).toMatchObject({ group: 'On this probe', detail: 'asks for approval' });
  });

  it('leaves the probe alone once its chip is gone, and forgets it with its page', async () => {
    const { page } = await setup();
    expect(TestBed.inject(VerbSource).find(ask('restart', { context: undefined }))).toEqual([]);
    page.destroy();
    expect(TestBed.inject(VerbSource).find(ask(''))).toEqual([]);
    expect(TestBed.inject(Selection).current()).toBeUndefined();
  });

  it('has no verb for what this person may not do', async () => {
    await setup(['fleet:read']);
    expect(titles(TestBed.inject(VerbSource).find(ask('', { mode: '>' })))).toEqual([
      'On this probe: Restart nginx.service',
      'Do: Copy link',
    ]);
  });

  it('goes to the entries by name and shows their keys, but lists no place among the verbs', async () => {
    await setup();
    const places = TestBed.inject(PlaceSource);
    expect(places.find(ask('aud'))).toMatchObject([{ title: 'Audit', keys: ['G', 'U'] }]);
    expect(places.find(ask('aud', { mode: '>' }))).toEqual([]);
  });

  it('asks the fleet once for what is typed quickly', async () => {
    const { search } = await setup();
    const fleet = TestBed.inject(FleetSource);
    const answers = await Promise.all(['we', 'web', 'web-'].map((text) => fleet.find(ask(text))));
    expect(search.asked).toEqual(['web-']);
    expect(answers.at(-1)).toMatchObject([{ title: 'web--01', detail: 'probe · online · linux' }]);
  });

  it('finds tags behind their sign', async () => {
    await setup();
    const found = await TestBed.inject(FleetSource).find(ask('pro', { mode: '#' }));
    expect(found).toMatchObject([{ title: 'prod', detail: '12 probes' }]);
  });
});
