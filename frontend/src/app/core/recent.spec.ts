import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { PageTitle } from './page-title';
import { PageOwner } from './page-owner';
import { Recent } from './recent';
import { aMe } from './testing';

function setup() {
  const router = { url: '/' };
  TestBed.configureTestingModule({ providers: [{ provide: Router, useValue: router }] });
  TestBed.inject(PageOwner).isStill(aMe());
  const [recent, title] = [TestBed.inject(Recent), TestBed.inject(PageTitle)];
  const visit = (url: string, text: string, isError = false) => {
    router.url = url;
    title.set({ text, isError });
    TestBed.tick();
  };
  return { recent, visit };
}

describe('recent pages', () => {
  beforeEach(() => localStorage.clear());

  it('are the last eight, newest first, each once and by its place', () => {
    const { recent, visit } = setup();
    for (let at = 0; at < 10; at++) visit(`/fleet/p${at}?tab=activity`, `p${at}`);
    visit('/fleet/p5', 'p5');
    expect(recent.pages().map(({ url }) => url)).toEqual(
      [5, 9, 8, 7, 6, 4, 3, 2].map((at) => `/fleet/p${at}`),
    );
  });

  it('leave out pages that only say what went wrong', () => {
    const { recent, visit } = setup();
    visit('/nowhere', 'Not found', true);
    expect(recent.pages()).toEqual([]);
  });

  it.each(['//elsewhere.example', 'https://elsewhere.example', 'javascript:alert(1)'])(
    'never lead to %s, whoever put it there',
    (url) => {
      localStorage.setItem('legator.own.default.k1.recent', JSON.stringify([{ url, text: 'Fleet' }]));
      expect(setup().recent.pages()).toEqual([]);
    },
  );
});
