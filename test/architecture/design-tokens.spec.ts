import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Tokens = ReadonlyMap<string, string>;

const CSS = readFileSync(join(process.cwd(), 'frontend', 'src', 'styles', 'tokens.css'), 'utf8');
const dark = tokensOf(':root {');
const light = new Map([...dark, ...tokensOf(":root[data-theme='light'] {")]);
const THEMES: readonly (readonly [string, Tokens])[] = [
  ['dark', dark],
  ['light', light],
];

const TEXTS = ['t1', 't2', 't3', 'accent', 'ok', 'warn', 'high', 'bad', 'info', 'ai', 'diff-del', 'diff-add'];
const SURFACES = ['canvas', 's1', 's2', 's3', 'sunken', 'selected'];
const TINTED = ['accent', 'ok', 'warn', 'high', 'bad', 'info', 'ai'];
const SERIES = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8'];
/** Text on something filled. */
const FILLED: readonly (readonly [string, string])[] = [
  ['t-solid', 'accent-solid'],
  ['t-solid', 'ok-solid'],
  ['t-solid', 'bad-solid'],
  ['t-code', 'sunken'],
  ['on-warn', 'warn'],
  ['on-bad', 'bad'],
  ['on-p1', 'p1'],
  ['on-p2', 'p2'],
  ['on-p3', 'p3'],
  ['t1', 's4'],
  ['t2', 's4'],
  ['t1', 'selected'],
  ['diff-del', 'bad-bg'],
  ['diff-add', 'ok-bg'],
];

describe.each(THEMES)('the colours of the %s theme', (_, tokens) => {
  it('can be read as text on every surface', () => {
    expect(below(4.5, tokens, pairs(TEXTS, SURFACES))).toEqual([]);
  });

  it('can be read on their own tint, with a word beside them, and on what is filled', () => {
    const tints = TINTED.flatMap((name): [string, string][] => [
      [name, `${name}-bg`],
      ['t1', `${name}-bg`],
    ]);
    expect(below(4.5, tokens, [...tints, ...FILLED])).toEqual([]);
  });

  it('show the edges of inputs, the focus ring and every line of a chart', () => {
    const edges = [
      ...pairs(['border'], ['canvas', 's1', 's2']),
      ...pairs(['t3'], ['s3', 's4']),
      ...pairs(['accent'], SURFACES),
      ...pairs(SERIES, ['canvas', 's1', 's2', 's3']),
    ];
    expect(below(3, tokens, edges)).toEqual([]);
  });
});

describe('the measure of contrast', () => {
  it('knows the ends of the scale and a value from the design', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#e9edf5', '#0a0d13')).toBeCloseTo(16.6, 1);
  });

  it('finds a text that is too faint', () => {
    expect(below(4.5, new Map([...dark, ['t3', '#5d6a82']]), [['t3', 's1']])).toEqual(['t3 on s1: 3.41']);
  });

  it('has every name of the dark theme that is a colour also in the light one', () => {
    const own = tokensOf(":root[data-theme='light'] {");
    const shared = /^(on-)?p\d$|^t-solid$/;
    expect([...dark.keys()].filter((name) => !own.has(name) && !shared.test(name))).toEqual([]);
  });
});

function pairs(fronts: readonly string[], grounds: readonly string[]): [string, string][] {
  return fronts.flatMap((front) => grounds.map((ground): [string, string] => [front, ground]));
}

function below(limit: number, tokens: Tokens, wanted: readonly (readonly [string, string])[]): string[] {
  return wanted
    .map(([front, ground]) => ({
      front,
      ground,
      ratio: contrast(colour(tokens, front), colour(tokens, ground)),
    }))
    .filter(({ ratio }) => ratio < limit)
    .map(({ front, ground, ratio }) => `${front} on ${ground}: ${ratio.toFixed(2)}`);
}

function colour(tokens: Tokens, name: string): string {
  const value = tokens.get(name);
  if (!value) throw new Error(`There is no colour --${name}.`);
  return value;
}

/** The opaque colours of one block of the file. */
function tokensOf(start: string): Map<string, string> {
  const from = CSS.indexOf(start);
  if (from < 0) throw new Error(`tokens.css has no ${start}`);
  const block = CSS.slice(from, CSS.indexOf('\n}', from));
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(
      ([, name, hex]) => [name, hex] as [string, string],
    ),
  );
}

/** As WCAG 2 defines it: 1 to 21. */
function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
