import { TestBed } from '@angular/core/testing';
import { Palette } from './palette';
import { type PaletteItem, type PaletteQuery, type PaletteSource, readPaletteQuery } from './palette-source';

const ran: [string, boolean][] = [];
const item = (title: string, group: string): PaletteItem => ({
  id: title,
  group,
  icon: 'search',
  title,
  run: ({ newTab }) => void ran.push([title, newTab]),
});

async function open(sources: PaletteSource[], context?: string) {
  const fixture = TestBed.createComponent(Palette);
  fixture.componentRef.setInput('sources', sources);
  fixture.componentRef.setInput('groups', ['Go to', 'Do']);
  fixture.componentRef.setInput('context', context);
  await fixture.whenStable();
  const element = fixture.nativeElement as HTMLElement;
  const field = element.querySelector('input')!;
  const press = async (key: string, init: KeyboardEventInit = {}) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...init }));
    await fixture.whenStable();
  };
  const titles = () => [...element.querySelectorAll('.title')].map((title) => title.textContent);
  const active = () => element.querySelector('[aria-selected="true"] .title')?.textContent;
  return { fixture, element, field, press, titles, active };
}

describe('the palette', () => {
  beforeEach(() => ran.splice(0));

  it('shows groups in their order and runs the active one', async () => {
    const { press, titles, active } = await open([
      { find: () => [item('b', 'Do')] },
      { find: () => [item('a', 'Go to')] },
    ]);
    expect(titles()).toEqual(['a', 'b']);
    await press('ArrowDown');
    expect(active()).toBe('b');
    await press('Enter', { ctrlKey: true });
    expect(ran).toEqual([['b', true]]);
  });

  it('adds late answers below and moves nothing', async () => {
    let answer: (items: PaletteItem[]) => void = () => undefined;
    const late = { find: () => new Promise<PaletteItem[]>((resolve) => (answer = resolve)) };
    const { titles, active } = await open([late, { find: () => [item('b', 'Do')] }]);
    answer([item('a', 'Go to'), item('b', 'Do')]);
    await vi.waitFor(() => expect(titles()).toEqual(['b', 'a']));
    expect(active()).toBe('b');
  });

  it('forgets the answer to an earlier query', async () => {
    const answers: ((items: PaletteItem[]) => void)[] = [];
    const late = { find: () => new Promise<PaletteItem[]>((resolve) => answers.push(resolve)) };
    const { fixture, field, titles } = await open([late]);
    field.value = 'new';
    field.dispatchEvent(new Event('input'));
    await fixture.whenStable();
    answers[0]?.([item('old', 'Do')]);
    answers[1]?.([item('new', 'Do')]);
    await vi.waitFor(() => expect(titles()).toEqual(['new']));
  });

  it('runs what is typed when Enter comes with the last letter', async () => {
    const { field, press } = await open([{ find: ({ text }) => [item(text || 'nothing typed', 'Do')] }]);
    field.value = 'light';
    field.dispatchEvent(new Event('input'));
    await press('Enter');
    expect(ran).toEqual([['light', false]]);
  });

  it('follows a pointer that moves, and none that rests where the list comes up', async () => {
    const { fixture, element, active } = await open([{ find: () => [item('a', 'Do'), item('b', 'Do')] }]);
    const point = async (movementX: number) => {
      const event = Object.assign(new Event('pointermove'), { movementX, movementY: 0 });
      element.querySelectorAll('.item')[1]?.dispatchEvent(event);
      await fixture.whenStable();
    };
    await point(0);
    expect(active()).toBe('a');
    await point(2);
    expect(active()).toBe('b');
  });

  it('goes on without a source that fails', async () => {
    const { element, titles } = await open([
      { find: () => Promise.reject(new Error('down')) },
      {
        find: () => {
          throw new Error('broken');
        },
      },
      { find: () => [item('a', 'Do')] },
    ]);
    expect(titles()).toEqual(['a']);
    expect(element.textContent).toContain('Not everything could be searched');
  });

  it('gives up its context on backspace in an empty field', async () => {
    const asked: PaletteQuery[] = [];
    const source = {
      find: (query: PaletteQuery) => {
        asked.push(query);
        return [];
      },
    };
    const { press, element } = await open([source], 'web-03');
    expect(asked.at(-1)?.context).toBe('web-03');
    await press('Backspace');
    expect(asked.at(-1)?.context).toBeUndefined();
    expect(element.querySelector('.chip')).toBeNull();
  });

  it('reads the sign at the front', () => {
    expect(readPaletteQuery('> res tart ', undefined)).toEqual({
      mode: '>',
      text: 'res tart',
      context: undefined,
    });
    expect(readPaletteQuery('web', 'x')).toEqual({ mode: '', text: 'web', context: 'x' });
  });
});
