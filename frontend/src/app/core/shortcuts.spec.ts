import { TestBed } from '@angular/core/testing';
import { Shortcuts } from './shortcuts';

function setup() {
  const shortcuts = TestBed.inject(Shortcuts);
  const done: string[] = [];
  const add = (keys: string, scope: 'page' | 'everywhere' = 'page') =>
    shortcuts.register({ keys, description: keys, scope, run: () => void done.push(keys) });
  const press = (key: string, init: KeyboardEventInit = {}, target: Element = document.body) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, ...init }));
  return { shortcuts, done, add, press };
}

describe('single keys', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    TestBed.resetTestingModule();
    document.body.replaceChildren();
    vi.useRealTimers();
  });

  it('runs one key, and two in a row', () => {
    const { add, press, done, shortcuts } = setup();
    add('j');
    add('g f');
    add('?');
    press('j');
    press('g');
    expect(shortcuts.pending()).toBe('g');
    press('f');
    press('Shift', { shiftKey: true });
    press('?', { shiftKey: true });
    expect(done).toEqual(['j', 'g f', '?']);
  });

  it('forgets the first of two after a while, and after a key that does not follow', () => {
    vi.useFakeTimers();
    const { add, press, done } = setup();
    add('g f');
    press('g');
    vi.advanceTimersByTime(2_000);
    press('f');
    press('g');
    press('x');
    press('f');
    expect(done).toEqual([]);
  });

  it.each([
    { ctrlKey: true },
    { metaKey: true },
    { altKey: true },
    { shiftKey: true },
    { isComposing: true },
  ])('leaves a key with %o alone', (init) => {
    const { add, press, done } = setup();
    add('j');
    press('j', init);
    expect(done).toEqual([]);
  });

  it.each([
    '<input>',
    '<textarea></textarea>',
    '<select></select>',
    '<div role="textbox" tabindex="0"></div>',
  ])('never takes a key from %s', (markup) => {
    const { add, press, done } = setup();
    add('j');
    const holder = new DOMParser().parseFromString(markup, 'text/html').body;
    document.body.append(...holder.childNodes);
    press('j', {}, document.body.firstElementChild!);
    expect(done).toEqual([]);
  });

  it('rests while a dialog is open', () => {
    const { add, press, done } = setup();
    add('j');
    const dialog = document.createElement('div');
    dialog.setAttribute('aria-modal', 'true');
    document.body.append(dialog);
    press('j');
    dialog.remove();
    press('j');
    expect(done).toEqual(['j']);
  });

  it('goes with its page, and lists those of the page first', () => {
    const { add, press, done, shortcuts } = setup();
    add('?', 'everywhere');
    const remove = add('j');
    expect(shortcuts.list().map(({ keys }) => keys)).toEqual(['j', '?']);
    remove();
    press('j');
    expect(done).toEqual([]);
  });

  it('can be switched off for good', () => {
    const { add, press, done, shortcuts } = setup();
    add('j');
    shortcuts.enable(false);
    press('j');
    expect(done).toEqual([]);
    TestBed.resetTestingModule();
    expect(TestBed.inject(Shortcuts).enabled()).toBe(false);
  });
});
