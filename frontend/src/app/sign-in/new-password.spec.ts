import { passwordHint } from './new-password';

describe('the hint at a new password', () => {
  it.each([
    ['', '', /At least 12/],
    ['short', '', /^7 more characters/],
    ['elevensigns', '', /^1 more character\./],
    ['mara-keller-2026', 'Mara', /must not hold the name/],
    ['aaaaaaaaaaaaaa', '', /over and over/],
    ['x'.repeat(257), '', /At most 256/],
  ])('says of "%s" what is missing', (password, name, text) => {
    const hint = passwordHint(password, name);
    expect(hint.text).toMatch(text);
    expect(hint.isWell).toBe(false);
  });

  it.each([
    ['three blue heron', /one more word/i],
    ['three blue herons sing', /Strong/],
    ['ana three blue herons', /Strong/],
  ])('has no objection to "%s"', (password, text) => {
    const hint = passwordHint(password, 'ana');
    expect(hint.text).toMatch(text);
    expect(hint.isWell).toBe(true);
  });
});
