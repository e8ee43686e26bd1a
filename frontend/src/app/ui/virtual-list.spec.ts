import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import type { RowRange } from './row-window';
import { VirtualList } from './virtual-list';
import { VirtualRow } from './virtual-row';

interface Thing {
  readonly id: string;
}

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [VirtualList, VirtualRow],
  template: `
    <lg-virtual-list
      label="Things"
      [items]="items()"
      [total]="10000"
      [rowHeight]="30"
      [trackBy]="idOf"
      [(selected)]="selected"
      (opened)="opened.push($event.id)"
      (range)="ranges.push($event)"
    >
      <ng-template lgRow [lgRowOf]="items()" let-thing>{{ thing.id }}</ng-template>
    </lg-virtual-list>
  `,
})
class Page {
  readonly items = signal<readonly Thing[]>(Array.from({ length: 100 }, (_, at) => ({ id: `t${at}` })));
  readonly selected = signal<ReadonlySet<unknown>>(new Set());
  readonly opened: string[] = [];
  readonly ranges: RowRange[] = [];
  readonly idOf = (thing: Thing): string => thing.id;
}

async function setup() {
  const fixture = TestBed.createComponent(Page);
  document.body.append(fixture.nativeElement);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const view = element.querySelector<HTMLElement>('.view')!;
  const press = async (key: string, init: KeyboardEventInit = {}) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
    await fixture.whenStable();
  };
  const rows = () => [...element.querySelectorAll<HTMLElement>('[role=option]')];
  rows()[0]?.focus();
  await fixture.whenStable();
  const focused = () => document.activeElement?.getAttribute('aria-posinset');
  return { fixture, page: fixture.componentInstance, view, press, rows, focused };
}

describe('a list of very many rows', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('draws few of them and tells how many there are', async () => {
    const { rows, page } = await setup();
    expect(rows().length).toBeLessThan(40);
    expect(rows()[3]?.getAttribute('aria-setsize')).toBe('10000');
    expect(rows()[3]?.getAttribute('aria-posinset')).toBe('4');
    expect(page.ranges).toEqual([{ first: 0, end: 20 }]);
  });

  it('tells which rows came into view, also those that are not loaded', async () => {
    const { view, fixture, page, rows } = await setup();
    view.scrollTop = 30_000;
    view.dispatchEvent(new Event('scroll'));
    await fixture.whenStable();
    expect(page.ranges.at(-1)).toEqual({ first: 1_000, end: 1_020 });
    expect(rows().at(-1)?.getAttribute('aria-busy')).toBe('true');
  });

  it('keeps the focused row drawn when it is scrolled away', async () => {
    const { view, fixture, focused, press } = await setup();
    view.scrollTop = 30_000;
    view.dispatchEvent(new Event('scroll'));
    await fixture.whenStable();
    expect(focused()).toBe('1');
    await press('j');
    expect(focused()).toBe('2');
  });

  it('moves by J, K, Page, Home and End, and the focus moves with it', async () => {
    const { press, focused } = await setup();
    await press('j');
    await press('ArrowDown');
    await press('k');
    expect(focused()).toBe('2');
    await press('PageDown');
    expect(focused()).toBe('21');
    await press('End');
    expect(focused()).toBe('10000');
    await press('Home');
    expect(focused()).toBe('1');
  });

  it('opens with Enter, selects with X and extends with Shift', async () => {
    const { press, page } = await setup();
    await press('Enter');
    await press('j');
    await press('x');
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowDown', { shiftKey: true });
    await press('ArrowUp', { shiftKey: true });
    expect(page.opened).toEqual(['t0']);
    expect([...page.selected()]).toEqual(['t1', 't2']);
  });

  it('keeps the focus on the same thing when the order changes', async () => {
    const { fixture, page, press, focused } = await setup();
    await press('j');
    page.items.update((items) => [...items].reverse());
    await fixture.whenStable();
    expect(document.activeElement?.textContent?.trim()).toBe('t1');
    expect(focused()).toBe('99');
  });

  it('leaves keys with modifiers to the browser', async () => {
    const { press, focused, page } = await setup();
    await press('j', { ctrlKey: true });
    await press('x', { metaKey: true });
    expect(focused()).toBe('1');
    expect(page.selected().size).toBe(0);
  });
});
