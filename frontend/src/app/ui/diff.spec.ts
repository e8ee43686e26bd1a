import { TestBed } from '@angular/core/testing';
import { Diff } from './diff';
import { diffRows, foldRows, pairsOf } from './diff-rows';
import { jsonChanges } from './json-changes';

const text = (count: number, change?: [number, string]) =>
  Array.from({ length: count }, (_, at) => (at === change?.[0] ? change[1] : `line ${at}`)).join('\n');

describe('what differs between two texts', () => {
  it('numbers the lines of both sides and marks the words that changed', () => {
    const rows = diffRows('a\nfile live/shop x\n', 'a\nfile live/other x\n');
    expect(rows.map(({ kind, left, right }) => [kind, left, right])).toEqual([
      ['same', 1, 1],
      ['removed', 2, undefined],
      ['added', undefined, 2],
    ]);
    expect(rows[2]?.parts.filter(({ changed }) => changed).map((part) => part.text)).toEqual(['other']);
  });

  it('folds what is far from a change until it is asked for', () => {
    const rows = diffRows(text(30), text(30, [10, 'other']));
    const folded = foldRows(rows, 3, new Set());
    expect(folded.map((block) => [block.folded, block.rows.length])).toEqual([
      [true, 7],
      [false, 8],
      [true, 16],
    ]);
    expect(foldRows(rows, 3, new Set([0]))[0]?.folded).toBe(false);
  });

  it('puts what replaces a line beside it', () => {
    const pairs = pairsOf(diffRows('a\nb\nc', 'a\nx\ny\nc'));
    expect(pairs.map(({ left, right }) => [left?.left, right?.right])).toEqual([
      [1, 1],
      [2, 2],
      [undefined, 3],
      [3, 4],
    ]);
  });

  it('says with signs and words what was added and removed, and draws markup as text', async () => {
    const fixture = TestBed.createComponent(Diff);
    fixture.componentRef.setInput('before', '<img src=x>');
    fixture.componentRef.setInput('after', 'b');
    await fixture.whenStable();
    const element = fixture.nativeElement as HTMLElement;
    expect([...element.querySelectorAll('.sign')].map((sign) => sign.textContent)).toEqual(['−', '+']);
    expect(element.querySelector('img')).toBeNull();
    expect(element.querySelector('.frame')?.getAttribute('aria-label')).toBe('Changes: 1 added, 1 removed');
  });
});

describe('what differs between two values', () => {
  it('names only the keys that changed', () => {
    expect(
      jsonChanges(
        { same: 1, gone: 2, in: { a: [1, 2], b: 1 } },
        { same: 1, in: { a: [1, 3], b: 1 }, come: null },
      ),
    ).toEqual([
      { key: 'gone', kind: 'removed', before: '2', children: [] },
      {
        key: 'in',
        kind: 'inside',
        children: [
          {
            key: 'a',
            kind: 'inside',
            children: [{ key: '1', kind: 'changed', before: '2', after: '3', children: [] }],
          },
        ],
      },
      { key: 'come', kind: 'added', after: 'null', children: [] },
    ]);
  });

  it('finds nothing between equal values, and one change between plain ones', () => {
    expect(jsonChanges({ a: [{ b: 1 }] }, { a: [{ b: 1 }] })).toEqual([]);
    expect(jsonChanges(1, 'x')).toMatchObject([{ kind: 'changed', before: '1', after: '"x"' }]);
    expect(jsonChanges([1], { 0: 1 })).toMatchObject([{ kind: 'changed' }]);
  });

  it('is not led astray by keys that every object has', () => {
    expect(
      jsonChanges({}, JSON.parse('{"constructor":1,"__proto__":2}'))
        .map(({ key }) => key)
        .sort(),
    ).toEqual(['__proto__', 'constructor']);
  });

  it('does not follow values without end', () => {
    let deep: unknown = 1;
    for (let at = 0; at < 500; at++) deep = { deep };
    expect(jsonChanges(deep, { deep: 2 })).toHaveLength(1);
  });
});
