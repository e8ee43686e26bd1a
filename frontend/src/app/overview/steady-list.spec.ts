import { signal } from '@angular/core';
import { SteadyList } from './steady-list';

function setup() {
  const rows = signal([
    { id: 'a', text: '1' },
    { id: 'b', text: '1' },
  ]);
  const list = new SteadyList(rows, ({ id }) => id);
  const shown = () =>
    list
      .shown()
      .map(({ id, text }) => id + text)
      .join(' ');
  return { rows, list, shown };
}

describe('a list that somebody is over', () => {
  it('moves no row: what is known changes in its place, what is new waits, what is gone stays', () => {
    const { rows, list, shown } = setup();
    expect(shown()).toBe('a1 b1');
    list.hold();
    rows.set([
      { id: 'c', text: '1' },
      { id: 'b', text: '2' },
    ]);
    expect(shown()).toBe('a1 b2');
    expect(list.waiting()).toBe(1);
  });

  it('is as things are once it is let go', () => {
    const { rows, list, shown } = setup();
    list.shown();
    list.hold();
    rows.set([{ id: 'c', text: '1' }]);
    expect(shown()).toBe('a1 b1');
    list.letGo();
    expect([shown(), list.waiting()]).toEqual(['c1', 0]);
  });

  it('shows what waits when asked, and holds that from then on', () => {
    const { rows, list, shown } = setup();
    list.shown();
    list.hold();
    rows.set([{ id: 'c', text: '1' }]);
    list.show();
    expect(shown()).toBe('c1');
    rows.set([{ id: 'd', text: '1' }]);
    expect([shown(), list.waiting()]).toEqual(['c1', 1]);
  });

  it('does not hold on to an empty list', () => {
    const { rows, list, shown } = setup();
    rows.set([]);
    list.shown();
    list.hold();
    rows.set([{ id: 'c', text: '1' }]);
    expect(shown()).toBe('c1');
  });
});
