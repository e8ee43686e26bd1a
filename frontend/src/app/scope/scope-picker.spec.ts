import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ScopeApi } from './scope-api';
import { ScopePicker } from './scope-picker';
import type { Scope } from './scope-words';

@Component({
  imports: [ScopePicker],
  template: '<lg-scope-picker [kinds]="kinds" [(scope)]="scope" />',
})
class Host {
  kinds: Scope['type'][] = ['tag', 'probe'];
  readonly scope = signal<Scope | undefined>(undefined);
}

async function setup({ kinds = ['tag', 'probe'] as Scope['type'][], isAway = false } = {}) {
  const api = {
    tags: (prefix: string) =>
      isAway
        ? Promise.reject(new Error('away'))
        : Promise.resolve([{ id: `${prefix}eb`, name: `${prefix}eb`, count: 2 }]),
    sites: () => Promise.resolve([{ id: 'berlin', name: 'Berlin Mitte', count: 3 }]),
    probes: () =>
      isAway ? Promise.reject(new Error('away')) : Promise.resolve([{ id: 'prb-1', name: 'web-01' }]),
  };
  TestBed.configureTestingModule({ providers: [{ provide: ScopeApi, useValue: api }] });
  const fixture = TestBed.createComponent(Host);
  fixture.componentInstance.kinds = kinds;
  const host = fixture.nativeElement as HTMLElement;
  await fixture.whenStable();
  const type = async (text: string, key?: string) => {
    const input = host.querySelector<HTMLInputElement>('input[lgInput]')!;
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    if (key) input.dispatchEvent(new KeyboardEvent('keydown', { key }));
    await fixture.whenStable();
  };
  const turn = async (at: number) => {
    host.querySelectorAll<HTMLInputElement>('input[type=radio]')[at]!.click();
    await fixture.whenStable();
    await fixture.whenStable();
  };
  return { host, type, turn, fixture, scope: fixture.componentInstance.scope };
}

describe('Where something is to hold', () => {
  it('is nowhere until somebody chooses, and can be changed', async () => {
    const { host, type, scope, fixture } = await setup();
    expect(scope()).toBeUndefined();
    await type('w', 'Enter');
    // What is typed in full is meant, also where no probe has it yet.
    expect(scope()).toEqual({ type: 'tag', id: 'w', name: 'w' });
    [...host.querySelectorAll('button')].find((one) => one.textContent.includes('Change'))!.click();
    await fixture.whenStable();
    expect(scope()).toBeUndefined();
  });

  it('takes a probe by its host, and never one that is not there', async () => {
    const { host, type, turn, scope } = await setup();
    await turn(1);
    await type('web', 'Enter');
    expect(scope()).toEqual({ type: 'probe', id: 'prb-1', name: 'web-01' });
    expect(host.textContent).toContain('web-01');
  });

  it('takes a site by its name, and never one that is not there', async () => {
    const { type, turn, scope } = await setup({ kinds: ['tag', 'site'] });
    await turn(1);
    await type('Berlin Mitte', 'Enter');
    expect(scope()).toEqual({ type: 'site', id: 'berlin', name: 'Berlin Mitte' });
  });

  it('is everything at once where that may be chosen, and forgets the choice with the kind', async () => {
    const { turn, scope } = await setup({ kinds: ['tenant', 'tag', 'probe'] });
    expect(scope()).toEqual({ type: 'tenant', id: '', name: '' });
    await turn(1);
    expect(scope()).toBeUndefined();
    await turn(0);
    expect(scope()?.type).toBe('tenant');
  });

  it('can be typed when the lists do not come', async () => {
    const { host, type, turn, scope } = await setup({ isAway: true });
    await turn(1);
    await type('prb-7', 'Enter');
    expect(scope()).toEqual({ type: 'probe', id: 'prb-7', name: 'prb-7' });
    expect(host.textContent).toContain('prb-7');
  });
});
