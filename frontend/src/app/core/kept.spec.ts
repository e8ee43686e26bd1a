import { TestBed } from '@angular/core/testing';
import { forgetOwners, isBoolean, kept, keptForOwner } from './kept';
import { PageOwner } from './page-owner';
import { aMe } from './testing';

describe('a kept choice', () => {
  beforeEach(() => localStorage.clear());

  it('is found again by who asks next', () => {
    kept('folded', false, isBoolean).set(true);
    expect(kept('folded', false, isBoolean).value()).toBe(true);
  });

  it.each(['"yes"', '{', 'null', '1'])('is the fallback where %s was found', (found) => {
    localStorage.setItem('legator.folded', found);
    expect(kept('folded', false, isBoolean).value()).toBe(false);
  });

  it('holds until the page is left where the browser keeps nothing', () => {
    const full = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const choice = kept('folded', false, isBoolean);
    choice.set(true);
    expect(choice.value()).toBe(true);
    full.mockRestore();
  });
});

describe('what is kept for who the page belongs to', () => {
  beforeEach(() => localStorage.clear());

  /** A page that was loaded anew. */
  function page(me = aMe()) {
    TestBed.resetTestingModule();
    const choice = TestBed.runInInjectionContext(() => keptForOwner('drawn', false, isBoolean));
    const open = () => TestBed.inject(PageOwner).isStill(me);
    return { choice, open };
  }

  it('is found again by the same person in the same tenant only', () => {
    const first = page();
    first.open();
    first.choice.set(true);
    const others = [aMe({ id: 'k2' }), aMe({ tenant_id: 'lab' }), aMe()].map((me) => {
      const { choice, open } = page(me);
      open();
      return choice.value();
    });
    expect(others).toEqual([false, false, true]);
  });

  it('is not kept before it is known who that is, and found once it is', () => {
    const before = page();
    before.choice.set(true);
    expect([before.choice.value(), localStorage.length]).toEqual([true, 0]);
    const first = page();
    first.open();
    first.choice.set(true);
    const again = page();
    expect(again.choice.value()).toBe(false);
    again.open();
    expect(again.choice.value()).toBe(true);
  });

  it('goes when somebody signs out, and what belongs to the browser stays', () => {
    const { choice, open } = page();
    open();
    choice.set(true);
    kept('folded', false, isBoolean).set(true);
    forgetOwners();
    expect(Object.keys(localStorage)).toEqual(['legator.folded']);
  });
});
