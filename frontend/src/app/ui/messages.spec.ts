import { TestBed } from '@angular/core/testing';
import { Announcer } from './announcer';
import { ToastOutlet } from './toast-outlet';
import { Toasts } from './toasts';

describe('messages', () => {
  let toasts: Toasts;
  const texts = () => toasts.shown().map(({ text }) => text);

  beforeEach(() => {
    vi.useFakeTimers();
    toasts = TestBed.inject(Toasts);
  });
  afterEach(() => vi.useRealTimers());

  it('stand newest first, three at most', () => {
    for (const text of ['one', 'two', 'three', 'four']) toasts.info(text);
    expect(texts()).toEqual(['four', 'three', 'two']);
  });

  it('leave after six seconds, with Undo after ten; failures stay', () => {
    toasts.failed('broken');
    toasts.done('undoable', () => undefined);
    toasts.done('done');
    vi.advanceTimersByTime(6_000);
    expect(texts()).toEqual(['undoable', 'broken']);
    vi.advanceTimersByTime(4_000);
    expect(texts()).toEqual(['broken']);
    vi.advanceTimersByTime(600_000);
    expect(texts()).toEqual(['broken']);
  });

  it('wait while somebody is over them, and go on with what was left', () => {
    toasts.info('read me');
    vi.advanceTimersByTime(5_000);
    toasts.pause();
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['read me']);
    toasts.resume();
    vi.advanceTimersByTime(999);
    expect(texts()).toEqual(['read me']);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it('undo once, and are gone then', () => {
    let undone = 0;
    toasts.done('Tag removed', () => undone++);
    const fixture = TestBed.createComponent(ToastOutlet);
    fixture.detectChanges();
    const [undo] = fixture.nativeElement.querySelectorAll('button');
    undo.click();
    fixture.detectChanges();
    expect([undone, texts()]).toEqual([1, []]);
  });

  it('are shown as text', () => {
    toasts.failed('<img src=x>');
    const fixture = TestBed.createComponent(ToastOutlet);
    fixture.detectChanges();
    expect(fixture.nativeElement.querySelector('img')).toBeNull();
    expect(fixture.nativeElement.querySelector('[aria-live=polite]').textContent).toContain('<img src=x>');
  });
});

describe('the announcer', () => {
  const said = (kind: string) => document.querySelector(`body > [aria-live=${kind}]`)?.textContent;

  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('says one thing in two seconds, and of what waits only the newest', () => {
    const announcer = TestBed.inject(Announcer);
    for (const count of [1, 2, 3]) announcer.polite(`${count} new`);
    expect(said('polite')).toBe('1 new');
    vi.advanceTimersByTime(1_999);
    expect(said('polite')).toBe('1 new');
    vi.advanceTimersByTime(1);
    expect(said('polite')).toBe('3 new');
  });

  it('leaves nothing out of what is urgent, and says the same words again', () => {
    const announcer = TestBed.inject(Announcer);
    for (const text of ['lost', 'expires', 'expires']) announcer.assertive(text);
    expect(said('assertive')).toBe('lost');
    vi.advanceTimersByTime(2_000);
    expect(said('assertive')).toBe('expires');
    vi.advanceTimersByTime(2_000);
    expect(said('assertive')).toBe('expires\u00a0');
  });
});
