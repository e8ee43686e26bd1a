import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { knownPage } from './known-page';

function find(link: string): string | undefined {
  const routes = ['fleet', 'fleet/add', ''].map((path) => ({ path, children: [] }));
  TestBed.configureTestingModule({ providers: [provideRouter([...routes, { path: '**', children: [] }])] });
  return knownPage(TestBed.inject(Router), link)?.toString();
}

describe('a page that somebody speaks of', () => {
  it.each(['/', '/fleet', '/fleet/prb-1?tab=activity', '/fleet?q=status:offline'])('is known: %s', (link) => {
    expect(find(link)).toBe(link);
  });

  it.each(['/approvals/17', '/admin/system', 'https://elsewhere.example/', '//elsewhere.example/fleet', ''])(
    'is not of this console: %s',
    (link) => {
      expect(find(link)).toBeUndefined();
    },
  );
});
