import { isBoolean, kept } from './kept';

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
