import { TestBed } from '@angular/core/testing';
import type { DataColumn } from './data-column';
import { orderRows } from './data-rows';
import { DataTable } from './data-table';

interface Thing {
  readonly id: string;
}

const COLUMNS: readonly DataColumn<Thing>[] = [
  { key: 'id', header: 'Name', width: 90, cell: ({ id }) => id },
];
const MANY: readonly Thing[] = Array.from({ length: 10_000 }, (_, at) => ({ id: `thing-${at}` }));
const ROW = 36;

async function setup(rows = MANY, more: Record<string, unknown> = {}) {
  const fixture = TestBed.createComponent<DataTable<Thing>>(DataTable);
  const element = fixture.nativeElement as HTMLElement;
  document.body.append(element);
  const inputs = {
    label: 'Things',
    columns: COLUMNS,
    rows,
    trackBy: ({ id }: Thing) => id,
    selectable: true,
    ...more,
  };
  for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
  await fixture.whenStable();
  const view = element.querySelector<HTMLElement>('.view') as HTMLElement;
  const drawn = () => [...element.querySelectorAll<HTMLElement>('.row')];
  const rowAt = (place: number) => element.querySelector<HTMLElement>(`.row[aria-rowindex="${place + 2}"]`);
  const scrollTo = async (place: number) => {
    view.scrollTop = place * ROW;
    view.dispatchEvent(new Event('scroll'));
    await fixture.whenStable();
  };
  const press = async (key: string) => {
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    await fixture.whenStable();
  };
  return { fixture, table: fixture.componentInstance, element, drawn, rowAt, scrollTo, press };
}

const textOf = (row: HTMLElement | null) => row?.querySelector('.cell')?.textContent?.trim();

describe('the rows of a table that scrolls', () => {
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
  });

  it('are the same elements wherever one is, with the one row that is active besides', async () => {
    const { drawn, scrollTo } = await setup();
    const before = new Set(drawn());
    await scrollTo(3);
    await scrollTo(5_000);
    const fresh = drawn().filter((row) => !before.has(row));
    expect(fresh.length).toBeLessThanOrEqual(1);
    await scrollTo(9_000);
    expect(drawn().length).toBe(before.size + 1);
  });

  it('say the right thing after a jump to the end and back', async () => {
    const { drawn, rowAt, scrollTo } = await setup();
    for (const place of [9_999, 4_321, 0, 77]) {
      await scrollTo(place);
      for (const row of drawn())
        expect(textOf(row)).toBe(`thing-${Number(row.getAttribute('aria-rowindex')) - 2}`);
      expect(textOf(rowAt(place))).toBe(`thing-${place}`);
    }
  });

  it('keep the focus where it is while one scrolls away, and keys go on from there', async () => {
    const { table, rowAt, scrollTo, press } = await setup();
    table.focus();
    await scrollTo(1);
    const cell = rowAt(0)?.querySelector('.cell');
    cell?.dispatchEvent(new FocusEvent('focusin', { bubbles: true }));
    await scrollTo(6_000);
    expect(document.activeElement).toBe(cell);
    expect(textOf(rowAt(0))).toBe('thing-0');
    await press('j');
    expect(textOf(document.activeElement?.closest<HTMLElement>('.row') ?? null)).toBe('thing-1');
    await press('End');
    expect(textOf(document.activeElement?.closest<HTMLElement>('.row') ?? null)).toBe('thing-9999');
  });

  it('never let a checkbox with the focus stand for another row', async () => {
    const { table, rowAt, scrollTo } = await setup();
    const box = rowAt(4)?.querySelector('input') as HTMLInputElement;
    box.focus();
    await scrollTo(8_000);
    expect(document.activeElement).toBe(box);
    expect(box.getAttribute('aria-label')).toBe('Select thing-4');
    box.click();
    expect([...table.selected()]).toEqual(['thing-4']);
  });

  it('take what is selected along, and nothing else', async () => {
    const { fixture, drawn, rowAt, scrollTo } = await setup();
    fixture.componentRef.setInput('selected', new Set(['thing-2', 'thing-5000']));
    await fixture.whenStable();
    const ticked = () => drawn().filter((row) => row.querySelector('input')?.checked);
    expect(ticked()).toEqual([rowAt(2)]);
    await scrollTo(5_000);
    expect(ticked()).toEqual([rowAt(5_000)]);
  });

  it('take the focus along when the order changes', async () => {
    const { fixture, rowAt, press } = await setup();
    rowAt(0)?.querySelector<HTMLElement>('.cell')?.focus();
    await press('j');
    expect(textOf(document.activeElement?.closest<HTMLElement>('.row') ?? null)).toBe('thing-1');
    fixture.componentRef.setInput('rows', [...MANY].reverse());
    await fixture.whenStable();
    expect(textOf(document.activeElement?.closest<HTMLElement>('.row') ?? null)).toBe('thing-1');
    expect(document.activeElement?.closest('.row')?.getAttribute('aria-rowindex')).toBe('10000');
  });

  it('say that they are loading until they are there', async () => {
    const { fixture, rowAt } = await setup(MANY.slice(0, 2), { total: 3 });
    expect(rowAt(2)?.getAttribute('aria-busy')).toBe('true');
    expect(textOf(rowAt(2))).toBe('Loading');
    fixture.componentRef.setInput('rows', MANY.slice(0, 3));
    await fixture.whenStable();
    expect(rowAt(2)?.getAttribute('aria-busy')).toBeNull();
    expect(textOf(rowAt(2))).toBe('thing-2');
  });

  it('clip only what may be wider than its cell', async () => {
    const { rowAt } = await setup([{ id: 'eu-1' }, { id: 'WWWWWW' }, { id: '漢字漢字' }]);
    const cut = [0, 1, 2].map((place) => rowAt(place)?.querySelector('.cell')?.classList.contains('cut'));
    expect(cut).toEqual([false, true, true]);
  });
});

describe('bringing rows into the order of their places', () => {
  afterEach(() => document.body.replaceChildren());

  function ground(...places: number[]): HTMLElement {
    const made = document.createElement('div');
    for (const place of places) {
      const row = document.createElement('div');
      row.setAttribute('aria-rowindex', String(place));
      row.tabIndex = -1;
      made.append(row);
    }
    made.append(document.createComment('end'));
    document.body.append(made);
    return made;
  }
  const order = (of: HTMLElement) => [...of.children].map((row) => Number(row.getAttribute('aria-rowindex')));

  it.each([[[3, 4, 5, 1, 2]], [[4, 5, 1, 2, 3]], [[5, 4, 3, 2, 1]], [[1, 2, 3]], [[9, 1]], [[]]])(
    'puts %j in order and the mark behind them last',
    (places) => {
      const rows = ground(...places);
      orderRows(rows);
      expect(order(rows)).toEqual([...places].sort((one, other) => one - other));
      expect(rows.lastChild?.nodeType).toBe(Node.COMMENT_NODE);
    },
  );

  it('moves all others around the one that has the focus', () => {
    const rows = ground(7, 8, 1, 6, 5);
    const focused = rows.children[2] as HTMLElement;
    focused.focus();
    let isLost = false;
    focused.addEventListener('blur', () => (isLost = true));
    orderRows(rows);
    expect(order(rows)).toEqual([1, 5, 6, 7, 8]);
    expect(document.activeElement).toBe(focused);
    expect(isLost).toBe(false);
  });

  it('moves as few as it can after some scrolling', async () => {
    const rows = ground(30, 31, 2, 3, 4, 5, 6, 7);
    const moved = new MutationObserver(() => undefined);
    moved.observe(rows, { childList: true });
    orderRows(rows);
    expect(new Set(moved.takeRecords().flatMap(({ addedNodes }) => [...addedNodes])).size).toBe(2);
  });
});
