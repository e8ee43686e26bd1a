import { DOCUMENT } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { OPEN_CHAT } from './chat-stream';
import { OPEN_STREAM } from '../run/command-stream';

class FakeSource {
  static all: FakeSource[] = [];
  onopen?: () => void;
  onerror?: () => void;
  isOpen = true;
  addEventListener = () => undefined;

  constructor(readonly url: string) {
    FakeSource.all.push(this);
  }

  close(): void {
    this.isOpen = false;
  }
}

function setup() {
  FakeSource.all = [];
  vi.stubGlobal('EventSource', FakeSource);
  const page = Object.assign(new EventTarget(), { hidden: false });
  TestBed.configureTestingModule({ providers: [{ provide: DOCUMENT, useFactory: () => page }] });
  const closed: string[] = [];
  const [run, chat] = [TestBed.inject(OPEN_STREAM), TestBed.inject(OPEN_CHAT)];
  const ends = (url: string) => ({
    event: () => undefined,
    missed: () => undefined,
    opened: () => undefined,
    closed: () => void closed.push(url),
  });
  return {
    closed,
    begin: (url: string, isNew = true) => run(url, ends(url), isNew),
    converse: (url: string) => chat(url, ends(url)),
    hide: (hidden: boolean) => {
      page.hidden = hidden;
      page.dispatchEvent(new Event('visibilitychange'));
    },
    open: () => FakeSource.all.filter(({ isOpen }) => isOpen).map(({ url }) => url),
  };
}

describe('The streams of a page', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('are few: who begins to look comes first, who goes on waits for a place', () => {
    const { begin, open, closed } = setup();
    begin('a');
    const leave = begin('b');
    expect(begin('c', false)).toBeUndefined();
    begin('d');
    expect([open(), closed]).toEqual([['b', 'd'], ['a']]);
    leave?.();
    expect(closed).toEqual(['a']);
    begin('c', false);
    expect(open()).toEqual(['d', 'c']);
  });

  it('leave their place when they break', () => {
    const { begin, open, closed } = setup();
    begin('a');
    begin('b');
    FakeSource.all[0]?.onerror?.();
    begin('c', false);
    expect([open(), closed]).toEqual([['b', 'c'], ['a']]);
  });

  it('count the one of a conversation, which has its place in any case', () => {
    const { begin, converse, open } = setup();
    begin('a');
    begin('b');
    const end = converse('chat');
    begin('c');
    expect(open()).toEqual(['chat', 'c']);
    end();
    begin('d');
    expect(open()).toEqual(['c', 'd']);
  });

  it('are closed while nobody sees the page', () => {
    const { begin, hide, open, closed } = setup();
    begin('a');
    hide(true);
    expect([open(), closed]).toEqual([[], ['a']]);
    expect(begin('b')).toBeUndefined();
    hide(false);
    begin('b', false);
    expect(open()).toEqual(['b']);
  });
});
