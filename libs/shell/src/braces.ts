/** Most words that one word with braces may stand for. */
const MOST = 64;
const PLAIN = /^[A-Za-z0-9_.+:@%,/{}-]*$/;

/**
 * The words that bash makes of one with braces (`/var/{log,lib}`, `{1..5}`), where nothing in it is quoted. Nothing for
 * a word that has none, or that is more than that.
 */
export function expandBraces(source: string): string[] | undefined {
  if (!PLAIN.test(source) || !/\{[^{}]*(,|\.\.)[^{}]*\}/.test(source)) return undefined;
  const words = expand(source);
  // What is left of braces would be read by rules of its own.
  if (!words || words.some((word) => word === '' || /[{}]/.test(word) || word.startsWith('-')))
    return undefined;
  return words;
}

function expand(text: string): string[] | undefined {
  // The first one that holds no other: the order of the results is the same from the inside as from the outside.
  const match = /^([^{}]*)\{([^{}]*)\}(.*)$/s.exec(text);
  if (!match) return text.includes('{') || text.includes('}') ? undefined : [text];
  const [, before, inside, after] = match;
  const choices = inside!.includes(',') ? inside!.split(',') : range(inside!);
  const rests = expand(after!);
  if (!choices || !rests || choices.length * rests.length > MOST) return undefined;
  return choices.flatMap((choice) => rests.map((rest) => before! + choice + rest));
}

function range(text: string): string[] | undefined {
  const match = /^(0|-?[1-9]\d{0,5})\.\.(0|-?[1-9]\d{0,5})$/.exec(text);
  if (!match) return undefined;
  const [from, to] = [Number(match[1]), Number(match[2])];
  const count = Math.abs(to - from) + 1;
  if (count > MOST) return undefined;
  return Array.from({ length: count }, (_, i) => String(from + (to >= from ? i : -i)));
}
