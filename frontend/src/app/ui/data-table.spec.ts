import { TestBed } from '@angular/core/testing';
import type { CellMenu, DataColumn } from './data-column';
import { DataTable } from './data-table';

interface Thing {
  readonly id: string;
  readonly size?: number;
}

const COLUMNS: readonly DataColumn<Thing>[] = [
  { key: 'id', header: 'Name', width: 200, sortable: true, cell: ({ id }) => id },
  { key: 'size', header: 'Size', align: 'end', cell: ({ size }) => size },
];

async function setup(rows: readonly Thing[], more: Record<string, unknown> = {}) {
  const fixture = TestBed.createComponent<DataTable<Thing>>(DataTable);
  document.body.append(fixture.nativeElement);
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
  const element = fixture.nativeElement as HTMLElement;
  const press = async (target: Element | null, key: string, init: KeyboardEventInit = {}) => {
    target?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
    await fixture.whenStable();
  };
  const click = async (selector: string) => {
    element.querySelector<HTMLElement>(selector)?.click();
    await fixture.whenStable();
  };
  const cell = () => element.querySelector('[role=gridcell][tabindex="0"]');
  return { fixture, table: fixture.componentInstance, element, press, click, cell };
}

const THINGS = [{ id: 'a', size: 3 }, { id: 'b' }, { id: '<i>c</i>\u202E', size: 0 }];

describe('a table of data', () => {
  afterEach(() => TestBed.resetTestingModule());

  it('counts all rows, draws few, and says where each one stands', async () => {
    const { element } = await setup(THINGS, { total: 10_000 });
    expect(element.querySelector('[role=grid]')?.getAttribute('aria-rowcount')).toBe('10001');
    const rows = [...element.querySelectorAll('.row')];
    expect(rows.length).toBeLessThan(60);
    expect(rows[1]?.getAttribute('aria-rowindex')).toBe('3');
  });

  it('shows nothing as an en dash, nought as nought, and hostile text as text', async () => {
    const { element } = await setup(THINGS);
    const texts = [...element.querySelectorAll('.row .cell')].map((cell) => cell.textContent?.trim());
    expect(texts).toEqual(['a', '3', 'b', '–', '<i>c</i>⟨U+202E⟩', '0']);
    expect(element.querySelector('i')).toBeNull();
  });

  it('says since when a value is old, to the eye, to readers and to who points at it', async () => {
    const old = ({ size }: Thing) => (size === 0 ? 'as of 06:32' : undefined);
    const { element } = await setup(THINGS, { columns: COLUMNS.map((one) => ({ ...one, old })) });
    const cells = [...element.querySelectorAll<HTMLElement>('.cell.old')];
    expect(cells.map((cell) => cell.getAttribute('aria-description'))).toEqual([
      'as of 06:32',
      'as of 06:32',
    ]);
    cells[1]?.dispatchEvent(new Event('pointerover', { bubbles: true }));
    expect(cells[1]?.title).toBe('0 as of 06:32');
  });

  it('asks for another order by the header and says it', async () => {
    const { table, element, click } = await setup(THINGS);
    await click('.sort');
    expect(table.sort()).toEqual({ key: 'id', direction: 'ascending' });
    await click('.sort');
    expect(element.querySelector('[aria-sort]')?.getAttribute('aria-sort')).toBe('descending');
  });

  it('selects all that match, and of those takes single ones out', async () => {
    const { table, click } = await setup(THINGS, { total: 500 });
    await click('.head input');
    expect(table.allSelected()).toBe(true);
    await click('.row input');
    expect(table.allSelected()).toBe(false);
    expect([...table.selected()]).toEqual(['b', '<i>c</i>\u202E']);
  });

  it('moves cell by cell, opens and extends with keys', async () => {
    const { table, press, cell } = await setup(THINGS);
    const opened: string[] = [];
    table.opened.subscribe(({ id }) => opened.push(id));
    await press(cell(), 'ArrowRight');
    await press(cell(), 'j');
    expect(cell()?.textContent?.trim()).toBe('–');
    expect(document.activeElement).toBe(cell());
    await press(cell(), 'Enter');
    expect(opened).toEqual(['b']);
    await press(cell(), 'ArrowUp', { shiftKey: true });
    expect([...table.selected()]).toEqual(['a', 'b']);
  });

  it('changes a width with Shift and arrows, within limits', async () => {
    const { table, element, press } = await setup(THINGS);
    await press(element.querySelector('.sort'), 'ArrowRight', { shiftKey: true });
    expect(table.widths()).toEqual({ id: 216 });
    for (let times = 0; times < 30; times++)
      await press(element.querySelector('.sort'), 'ArrowLeft', { shiftKey: true });
    expect(table.widths()).toEqual({ id: 56 });
  });

  it('shows the chosen columns in the chosen order, and never none', async () => {
    const { element, fixture } = await setup(THINGS, { visible: ['size', 'id', 'gone'] });
    const headers = () =>
      [...element.querySelectorAll('.head .cell')].map((cell) => cell.textContent?.trim());
    expect(headers()).toEqual(['Size', 'Name']);
    fixture.componentRef.setInput('visible', []);
    await fixture.whenStable();
    expect(headers()).toEqual(['Name']);
  });

  it('gives the cell and the row to a menu, by mouse and by key', async () => {
    const { table, element, press, cell } = await setup(THINGS);
    const asked: CellMenu<Thing>[] = [];
    table.menu.subscribe((menu) => asked.push(menu));
    element.querySelector('.row .cell.end')?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true }));
    await press(cell(), 'F10', { shiftKey: true });
    expect(asked.map(({ cellText }) => cellText)).toEqual(['3', 'a']);
    expect(JSON.parse(asked[0]?.rowJson ?? '')).toEqual({ id: 'a', size: 3 });
  });
});
