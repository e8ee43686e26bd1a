import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Router, provideRouter } from '@angular/router';
import { routes } from './app.routes';
import { SessionApi } from './core/session-api';
import { FakeSessionApi, aMe } from './core/testing';

@Component({ template: '' })
class Anything {}

/** The real table, with a page that does nothing in place of each one that is loaded. */
function setup() {
  const api = new FakeSessionApi();
  api.answer = aMe({ permissions: ['fleet:read'] });
  const hollow = routes.map((route) =>
    route.loadChildren ? { ...route, loadChildren: () => [{ path: '**', component: Anything }] } : route,
  );
  TestBed.configureTestingModule({
    providers: [provideRouter(hollow), { provide: SessionApi, useValue: api }],
  });
  return TestBed.inject(Router);
}

describe('the addresses', () => {
  it.each([
    ['/probe/prb-1', '/fleet/prb-1'],
    ['/probe/prb-1/chat', '/fleet/prb-1/chat'],
    ['/fleet/chat', '/chat'],
  ])('lead %s to %s', async (from, to) => {
    const router = setup();
    await router.navigateByUrl(from);
    expect(router.url).toBe(to);
  });

  it('stay what was asked for where the permission is missing, and name it', async () => {
    const router = setup();
    await router.navigateByUrl('/audit');
    expect(router.url).toBe('/audit');
    let route = router.routerState.snapshot.root;
    while (route.firstChild) route = route.firstChild;
    expect(route.data).toEqual({ permission: 'audit:read' });
  });
});
