import { ChangeDetectionStrategy, Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, withComponentInputBinding } from '@angular/router';
import { RouterTestingHarness } from '@angular/router/testing';
import { ForbiddenPage } from './pages/forbidden-page';
import { guarded } from './guarded';
import { SessionApi } from './session-api';
import { FakeSessionApi, aMe } from './testing';

@Component({ changeDetection: ChangeDetectionStrategy.OnPush, selector: 'lg-trail', template: '' })
class Trail {}
@Component({ changeDetection: ChangeDetectionStrategy.OnPush, selector: 'lg-none', template: '' })
class NotFound {}

async function go(path: string, permissions: ('admin' | 'fleet:read')[]) {
  const api = new FakeSessionApi();
  api.answer = aMe({ permissions });
  TestBed.configureTestingModule({
    providers: [
      { provide: SessionApi, useValue: api },
      provideRouter(
        [
          ...guarded('audit', 'audit:read', () =>
            Promise.resolve([{ path: '', pathMatch: 'full' as const, component: Trail }]),
          ),
          { path: '**', component: NotFound },
        ],
        withComponentInputBinding(),
      ),
    ],
  });
  const harness = await RouterTestingHarness.create();
  return (await harness.navigateByUrl(path))?.constructor;
}

describe('a feature that needs a permission', () => {
  it('opens for who has it', async () => expect(await go('/audit', ['admin'])).toBe(Trail));

  it('says to everybody else what is missing, at every address of it', async () => {
    expect(await go('/audit', ['fleet:read'])).toBe(ForbiddenPage);
    TestBed.resetTestingModule();
    expect(await go('/audit/nowhere', ['fleet:read'])).toBe(ForbiddenPage);
  });

  it('accuses nobody who has it of a page that does not exist', async () => {
    expect(await go('/audit/nowhere', ['admin'])).toBe(NotFound);
  });
});
