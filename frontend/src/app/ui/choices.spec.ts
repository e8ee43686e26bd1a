import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideRouter, Router } from '@angular/router';
import { ApiError } from '../core/api-error';
import { Card } from './card';
import { Field } from './field';
import { Segmented } from './segmented';
import { Tabs } from './tabs';
import { TextInput } from './text-input';

@Component({
  imports: [Card, Field, Segmented, Tabs, TextInput],
  template: `
    <lg-field label="Name" help="Shown" [error]="error()"><input lgInput /></lg-field>
    <lg-segmented label="Layout" [segments]="segments" [(value)]="layout" />
    <lg-tabs label="Probe" [tabs]="tabs" panel="panel" />
    <lg-card title="Latency" [error]="failure" (retry)="retries.set(retries() + 1)">old values</lg-card>
  `,
})
class Page {
  readonly error = signal('');
  readonly layout = signal<string | undefined>('split');
  readonly retries = signal(0);
  readonly failure = new ApiError('views.too_slow', '<b>slow</b>', 504, 'req-7');
  readonly segments = [
    { value: 'split', label: 'Split' },
    { value: 'table', label: 'Table' },
  ];
  readonly tabs = [
    { id: 'one', label: 'One', link: '/p/1' },
    { id: 'two', label: 'Two', link: '/p/1/two', count: 2 },
    { id: 'three', label: 'Three', link: '/p/1/three' },
  ];
}

describe('choices', () => {
  async function open() {
    TestBed.configureTestingModule({ providers: [provideRouter([{ path: '**', children: [] }])] });
    await TestBed.inject(Router).navigateByUrl('/p/1/two?x=1');
    const fixture = TestBed.createComponent(Page);
    document.body.append(fixture.nativeElement);
    await fixture.whenStable();
    return { fixture, page: fixture.componentInstance, host: fixture.nativeElement as HTMLElement };
  }

  it('tie an input to its label, its help, and in the place of the help its error', async () => {
    const { fixture, page, host } = await open();
    const field = host.querySelector('input') as HTMLInputElement;
    const described = () =>
      document.getElementById(field.getAttribute('aria-describedby') ?? '')?.textContent?.trim();
    expect(field.labels?.[0]?.textContent?.trim()).toBe('Name');
    expect([described(), field.getAttribute('aria-invalid')]).toEqual(['Shown', null]);
    page.error.set('Too long.');
    await fixture.whenStable();
    expect([described(), field.getAttribute('aria-invalid')]).toEqual(['Too long.', 'true']);
  });

  it('choose one of a few', async () => {
    const { page, host } = await open();
    const [split, table] = host.querySelectorAll<HTMLInputElement>('[type=radio]');
    expect([split?.checked, table?.checked]).toEqual([true, false]);
    table?.click();
    expect(page.layout()).toBe('table');
  });

  it('find the open tab in the address, and walk the others with the arrows', async () => {
    const { fixture, host } = await open();
    const tabs = [...host.querySelectorAll<HTMLElement>('[role=tab]')];
    const state = () => tabs.map((tab) => `${tab.getAttribute('aria-selected')} ${tab.tabIndex}`);
    expect(state()).toEqual(['false -1', 'true 0', 'false -1']);
    tabs[1]?.focus();
    const press = (key: string) =>
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    press('ArrowRight');
    expect(document.activeElement).toBe(tabs[2]);
    press('ArrowRight');
    expect(document.activeElement).toBe(tabs[0]);
    press('End');
    await fixture.whenStable();
    expect(state()).toEqual(['false -1', 'true -1', 'false 0']);
    expect(tabs[1]?.getAttribute('aria-controls')).toBe('panel');
  });

  it('say in the card what failed there, keep what was known, and try again', async () => {
    const { page, host } = await open();
    const card = host.querySelector('lg-card') as HTMLElement;
    expect(card.textContent).toContain('old values');
    expect(card.querySelector('[role=alert]')?.textContent).toContain('<b>slow</b>');
    expect(card.textContent).toMatch(/views\.too_slow\s+· req-7/);
    [...card.querySelectorAll('button')].find((one) => one.textContent?.includes('Try again'))?.click();
    expect(page.retries()).toBe(1);
  });
});
