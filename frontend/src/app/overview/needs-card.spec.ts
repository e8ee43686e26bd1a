import { Component } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter } from '@angular/router';
import type { Need, Needs } from '../core/api/models';
import { Loaded } from '../core/loaded';
import { SessionApi } from '../core/session-api';
import { FakeSessionApi } from '../core/testing';
import { NeedsCard } from './needs-card';

@Component({ template: '' })
class Page {}

async function setup(items: readonly Partial<Need>[]) {
  TestBed.configureTestingModule({
    providers: [
      provideRouter([{ path: '', pathMatch: 'full', component: Page }]),
      { provide: SessionApi, useValue: new FakeSessionApi() },
    ],
  });
  const base = { detail: '', at: '2026-11-20T08:00:00Z', subject: { type: 'probe', id: 'p' } };
  const needs = items.map((over) => ({ ...base, ...over }) as Need);
  const loaded = new Loaded<Needs>(() => Promise.resolve({ items: needs, total: needs.length }));
  await loaded.load();
  const fixture = TestBed.createComponent(NeedsCard);
  fixture.componentRef.setInput('needs', loaded);
  await fixture.whenStable();
  return [...(fixture.nativeElement as HTMLElement).querySelectorAll<HTMLElement>('li > .row')];
}

describe('What needs somebody', () => {
  it('shows the risk of a request, and how urgent the rest is in words that are none of risk', async () => {
    const rows = await setup([
      { kind: 'approval', severity: 'critical', risk: 'high', title: 'Waits', link: '/?run=r1' },
      { kind: 'silent_probe', severity: 'critical', title: 'web-01 went silent', link: '/' },
      { kind: 'failed_command', severity: 'warning', title: 'Failed on vm', link: '/?run=r2' },
    ]);
    const pills = rows.map((row) => row.querySelector('.end lg-pill')?.textContent?.trim());
    expect(pills[0]).toMatch(/^High\s*risk$/);
    expect(pills.slice(1)).toEqual(['Urgent', 'Look into it']);
    expect(pills.slice(1).join(' ')).not.toMatch(/critical|high|medium|low/i);
  });

  it('leads to the command itself', async () => {
    const rows = await setup([
      { kind: 'failed_command', severity: 'warning', title: 'Failed on vm', link: '/?run=r2' },
    ]);
    expect(rows[0]?.getAttribute('href')).toBe('/?run=r2');
  });
});
