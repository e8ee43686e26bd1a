import { ChangeDetectionStrategy, Component, signal, viewChild } from '@angular/core';
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
      [current]="current()"
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
  readonly current = signal<string | undefined>(undefined);
  readonly selected = signal<ReadonlySet<unknown>>(new Set());
  readonly opened: string[] = [];
  readonly ranges: RowRange[] = [];
  readonly idOf = (thing: Thing): string => thing.id;
}

/** A day above two entries. */
@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [VirtualList, VirtualRow],
  template: `
    <lg-virtual-list label="Entries" [items]="items" [passive]="isDay" [current]="current()">
      <ng-template lgRow [lgRowOf]="items" let-text>{{ text }}</ng-template>
    </lg-virtual-list>
  `,
})
class Days {
  readonly items = ['Today', 'one', 'two', 'Yesterday', 'three'];
  readonly isDay = (text: string): boolean => text.endsWith('day');
  readonly current = signal<string | undefined>(undefined);
  readonly list = viewChild.required<VirtualList<string>>(VirtualList);
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

  it('stays at a row that is not loaded yet, though another one is open', async () => {
    const { page, press, focused } = await setup();
    page.current.set('t3');
    await press('End');
    expect(focused()).toBe('10000');
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

@Component({
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [VirtualList, VirtualRow],
  template: `
    <lg-virtual-list
      label="Things"
      [items]="items"
      [rowHeight]="30"
      [trackBy]="idOf"
      [passive]="isDay"
      [selectable]="false"
      [(selected)]="selected"
      (opened)="opened.push($event.id)"
    >
      <ng-template lgRow [lgRowOf]="items" let-thing>{{ thing.id }}</ng-template>
    </lg-virtual-list>
  `,
})
class Parted {
  readonly items: readonly Thing[] = ['day 1', 'a', 'b', 'day 2', 'c', 'day 3'].map((id) => ({ id }));
  readonly selected = signal<ReadonlySet<unknown>>(new Set());
  readonly opened: string[] = [];
  readonly idOf = (thing: Thing): string => thing.id;
  readonly isDay = ({ id }: Thing): boolean => id.startsWith('day');
}

describe('a list whose rows are parted by days', () => {
  afterEach(() => TestBed.resetTestingModule());

  async function parted() {
    const fixture = TestBed.createComponent(Parted);
    document.body.append(fixture.nativeElement);
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    element.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    const press = async (key: string, init: KeyboardEventInit = {}) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
      await fixture.whenStable();
    };
    const focused = () => document.activeElement?.textContent?.trim();
    return { page: fixture.componentInstance, element, press, focused };
  }

  it('walks from row to row, whatever stands between them', async () => {
    const { press, focused } = await parted();
    const walk: (string | undefined)[] = [focused()];
    for (const key of ['j', 'j', 'j', 'k', 'Home', 'End']) {
      await press(key);
      walk.push(focused());
    }
    expect(walk).toEqual(['a', 'b', 'c', 'c', 'b', 'a', 'c']);
  });

  it('neither opens nor counts what only parts others', async () => {
    const { page, element } = await parted();
    for (const row of element.querySelectorAll<HTMLElement>('.row')) row.click();
    expect(page.opened).toEqual(['a', 'b', 'c']);
    expect(element.querySelectorAll('[role=option]')).toHaveLength(3);
  });

  it('selects nothing where rows are opened and nothing else', async () => {
    const { page, press, element } = await parted();
    await press('x');
    await press('ArrowDown', { shiftKey: true });
    expect(page.selected().size).toBe(0);
    expect(element.querySelector('[aria-multiselectable]')).toBeNull();
  });
});

describe('a list with rows that part others', () => {
  async function open(current?: string) {
    const fixture = TestBed.createComponent(Days);
    fixture.componentInstance.current.set(current);
    document.body.append(fixture.nativeElement);
    await fixture.whenStable();
    const step = async (by: number) => {
      fixture.componentInstance.list().step(by);
      await fixture.whenStable();
      return document.activeElement?.textContent?.trim();
    };
    return { step, host: fixture.nativeElement as HTMLElement };
  }
  afterEach(() => TestBed.resetTestingModule());

  it('counts none of them for readers', async () => {
    const { host } = await open();
    const heard = [...host.querySelectorAll('[role=option]')].map((row) =>
      ['posinset', 'setsize'].map((name) => row.getAttribute(`aria-${name}`)).join(' of '),
    );
    expect(heard).toEqual(['1 of 3', '2 of 3', '3 of 3']);
  });

  it('goes to the first row first, and from the row that is open to the next', async () => {
    const fresh = await open();
    expect([await fresh.step(1), await fresh.step(1), await fresh.step(1)]).toEqual(['one', 'two', 'three']);
    TestBed.resetTestingModule();
    const { step } = await open('two');
    expect(await step(1)).toBe('three');
  });
});
