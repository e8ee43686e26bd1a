/** How a run of output looks; colours are numbers of the sixteen that a terminal knows. */
export interface AnsiStyle {
  front?: number;
  back?: number;
  bold?: boolean;
  dim?: boolean;
  italic?: boolean;
  under?: boolean;
  inverse?: boolean;
}

/** What the sixteen look like in a usual terminal: only for finding the nearest one. */
const SIXTEEN: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [205, 49, 49],
  [13, 188, 121],
  [229, 229, 16],
  [36, 114, 200],
  [188, 63, 188],
  [17, 168, 205],
  [229, 229, 229],
  [102, 102, 102],
  [241, 76, 76],
  [35, 209, 139],
  [245, 245, 67],
  [59, 142, 234],
  [214, 112, 214],
  [41, 184, 219],
  [255, 255, 255],
];

/** The style after one "m" sequence with these numbers. Numbers that mean nothing here change nothing. */
export function restyled(style: AnsiStyle, numbers: readonly number[]): AnsiStyle {
  let next: AnsiStyle = { ...style };
  for (let at = 0; at < numbers.length; at++) {
    const number = numbers[at] ?? 0;
    if (number === 38 || number === 48) {
      const { colour, used } = extended(numbers.slice(at + 1));
      if (colour !== undefined) next[number === 38 ? 'front' : 'back'] = colour;
      at += used;
    } else next = withOne(next, number);
  }
  return next;
}

/** The classes of a run, in a fixed order; empty for plain text. */
export function classesOf(style: AnsiStyle): string {
  const names: string[] = [];
  if (style.front !== undefined) names.push(`f${style.front}`);
  if (style.back !== undefined) names.push(`g${style.back}`);
  for (const name of ['bold', 'dim', 'italic', 'under', 'inverse'] as const)
    if (style[name]) names.push(name);
  return names.join(' ');
}

function withOne(style: AnsiStyle, number: number): AnsiStyle {
  if (number === 0) return {};
  if (number === 1) return { ...style, bold: true };
  if (number === 2) return { ...style, dim: true };
  if (number === 3) return { ...style, italic: true };
  if (number === 4 || number === 21) return { ...style, under: true };
  if (number === 7) return { ...style, inverse: true };
  if (number === 22) return { ...style, bold: false, dim: false };
  if (number === 23) return { ...style, italic: false };
  if (number === 24) return { ...style, under: false };
  if (number === 27) return { ...style, inverse: false };
  return coloured(style, number);
}

function coloured(style: AnsiStyle, number: number): AnsiStyle {
  if (number >= 30 && number <= 37) return { ...style, front: number - 30 };
  if (number === 39) return { ...style, front: undefined };
  if (number >= 40 && number <= 47) return { ...style, back: number - 40 };
  if (number === 49) return { ...style, back: undefined };
  if (number >= 90 && number <= 97) return { ...style, front: number - 82 };
  if (number >= 100 && number <= 107) return { ...style, back: number - 92 };
  return style;
}

/** "5;n" is one of 256, "2;r;g;b" any colour: both become the nearest of sixteen. */
function extended(rest: readonly number[]): { colour?: number; used: number } {
  if (rest[0] === 5) return { colour: ofPalette(rest[1]), used: 2 };
  if (rest[0] === 2) return { colour: nearest([rest[1] ?? 0, rest[2] ?? 0, rest[3] ?? 0]), used: 4 };
  return { used: rest.length };
}

function ofPalette(number: number | undefined): number | undefined {
  if (number === undefined || number > 255) return undefined;
  if (number < 16) return number;
  if (number >= 232) return nearest(grey(8 + (number - 232) * 10));
  const step = (share: number) => (share === 0 ? 0 : 55 + share * 40);
  const cube = number - 16;
  return nearest([step(Math.floor(cube / 36)), step(Math.floor(cube / 6) % 6), step(cube % 6)]);
}

function grey(level: number): [number, number, number] {
  return [level, level, level];
}

function nearest(colour: readonly [number, number, number]): number {
  const away = (known: readonly [number, number, number]) =>
    known.reduce((sum, part, at) => sum + (part - (colour[at] ?? 0)) ** 2, 0);
  let best = 0;
  for (let at = 1; at < SIXTEEN.length; at++) {
    if (away(SIXTEEN[at] ?? grey(0)) < away(SIXTEEN[best] ?? grey(0))) best = at;
  }
  return best;
}
