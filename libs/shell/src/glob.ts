/**
 * Whether a text fits a pattern in which `*` stands for any text and `?` for one character; capitals count as small
 * ones, unless it is to be exact. Takes time in proportion to both lengths at worst, whatever the pattern.
 */
export function fitsGlob(pattern: string, text: string, isExact = false): boolean {
  const p = isExact ? pattern : pattern.toLowerCase();
  const t = isExact ? text : text.toLowerCase();
  let at = 0;
  let star = -1;
  let mark = 0;
  let i = 0;
  while (i < t.length) {
    if (p[at] === '*') {
      star = at++;
      mark = i;
    } else if (at < p.length && (p[at] === '?' || p[at] === t[i])) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++mark;
    } else return false;
  }
  while (p[at] === '*') at++;
  return at === p.length;
}
