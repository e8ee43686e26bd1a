import fc from 'fast-check';
import { CanonicalError, canonicalize } from './canonical.js';

/** RFC 8785, appendix B. */
const NUMBERS: [string, string][] = [
  ['0000000000000000', '0'],
  ['8000000000000000', '0'],
  ['0000000000000001', '5e-324'],
  ['8000000000000001', '-5e-324'],
  ['7fefffffffffffff', '1.7976931348623157e+308'],
  ['ffefffffffffffff', '-1.7976931348623157e+308'],
  ['4340000000000000', '9007199254740992'],
  ['c340000000000000', '-9007199254740992'],
  ['4430000000000000', '295147905179352830000'],
  ['44b52d02c7e14af5', '9.999999999999997e+22'],
  ['44b52d02c7e14af6', '1e+23'],
  ['44b52d02c7e14af7', '1.0000000000000001e+23'],
  ['444b1ae4d6e2ef4e', '999999999999999700000'],
  ['444b1ae4d6e2ef4f', '999999999999999900000'],
  ['444b1ae4d6e2ef50', '1e+21'],
  ['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
  ['3eb0c6f7a0b5ed8d', '0.000001'],
  ['41b3de4355555553', '333333333.3333332'],
  ['41b3de4355555554', '333333333.33333325'],
  ['41b3de4355555555', '333333333.3333333'],
  ['41b3de4355555556', '333333333.3333334'],
  ['41b3de4355555557', '333333333.33333343'],
  ['becbf647612f3696', '-0.0000033333333333333333'],
  ['43143ff3c1cb0959', '1424953923781206.2'],
];

describe('the examples of RFC 8785', () => {
  it.each(NUMBERS)('write the number %s as %s', (bits, text) => {
    expect(canonicalize(Buffer.from(bits, 'hex').readDoubleBE())).toBe(text);
  });

  it('write strings, numbers and literals (3.2.2)', () => {
    const input = String.raw`{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
      "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}`;
    expect(canonicalize(JSON.parse(input))).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],` +
        String.raw`"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  it('sort keys by UTF-16 units (3.2.3)', () => {
    const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6'];
    const text = canonicalize(Object.fromEntries(keys.map((key) => [key, 0])));
    expect(Object.keys(JSON.parse(text) as object)).toHaveLength(7);
    expect([...text.matchAll(/"([^"]+)":/g)].map(([, key]) => JSON.parse(`"${key}"`) as string)).toEqual([
      '\r',
      '1',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\ufb33',
    ]);
  });
});

it('gives back the value, and the same text whatever the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
      const text = canonicalize(value);
      expect(canonicalize(JSON.parse(text))).toBe(text);
      expect(canonicalize(turned(value))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

function turned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  );
}

it('leaves out what is undefined and keeps what is null', () => {
  expect(canonicalize({ b: undefined, a: null })).toBe('{"a":null}');
});

const endless: unknown[] = [];
endless.push(endless);

it.each([
  ['NaN', { a: [NaN] }, 'a[0]'],
  ['no end', { a: { b: Infinity } }, 'a.b'],
  ['undefined in a list', [1, undefined], '[1]'],
  ['a hole in a list', [1, , 2], '[1]'],
  ['undefined alone', undefined, ''],
  ['half a character', { a: 'x\ud800' }, 'a'],
  ['half a character in a key', { '\udc00': 1 }, '\udc00'],
  ['a big integer', { n: 1n }, 'n'],
  ['a function', { f: () => 1 }, 'f'],
  ['a symbol', [Symbol('s')], '[0]'],
  ['a date', { at: new Date(0) }, 'at'],
  ['a map', { m: new Map() }, 'm'],
  ['bytes', { b: Buffer.from('x') }, 'b'],
  ['something that writes itself', { o: { toJSON: () => 1 } }, 'o'],
])('refuses %s and says where', (_what, value, path) => {
  expect(() => canonicalize(value)).toThrow(expect.objectContaining({ name: 'CanonicalError', path }));
});

it('refuses what contains itself', () => {
  expect(() => canonicalize(endless)).toThrow(CanonicalError);
});
