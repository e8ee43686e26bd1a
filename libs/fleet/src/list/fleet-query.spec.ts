import { DomainError } from '@legator/core';
import fc from 'fast-check';
import { FILTER_VALUES, FLEET_WHERE, filterValues } from './fleet-filter.js';
import { FILTER_KEYS, parseFleetQuery } from './fleet-query.js';

const NOW = new Date('2026-03-01T12:00:00.000Z');

/** The values that the filter fills, by their column of the two: what must fit, what must not. */
const filled = (text: string) => filterValues(parseFleetQuery(text), NOW).filter((value) => value !== null);

const refusal = (text: string): DomainError => {
  try {
    parseFleetQuery(text);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
  throw new Error(`${text} was read.`);
};

describe('a filter', () => {
  it.each([
    ['', []],
    ['  \n ', []],
    ['Web', [{ negated: false, key: 'word', text: 'web', exact: true }]],
    ['-web', [{ negated: true, key: 'word', text: 'web', exact: true }]],
    ['web-01', [{ negated: false, key: 'word', text: 'web-01', exact: true }]],
    ['10.0.0.1:22', [{ negated: false, key: 'word', text: '10.0.0.1:22', exact: true }]],
    ['"tag:prod"', [{ negated: false, key: 'word', text: 'tag:prod', exact: true }]],
    ['TAG:Prod', [{ negated: false, key: 'tag', text: 'prod', exact: true }]],
    ['tag:"my tag"', [{ negated: false, key: 'tag', text: 'my tag', exact: true }]],
    ['tag:"a \\"b\\" \\\\ c"', [{ negated: false, key: 'tag', text: 'a "b" \\ c', exact: true }]],
    ['-site:home', [{ negated: true, key: 'site', text: 'home', exact: true }]],
    ['host:web*', [{ negated: false, key: 'host', text: 'web*', exact: false }]],
    ['hostname:"web*"', [{ negated: false, key: 'host', text: 'web*', exact: true }]],
    ['status:Degraded', [{ negated: false, key: 'status', text: 'degraded' }]],
    ['policy:remediate', [{ negated: false, key: 'policy', text: 'remediate' }]],
    ['health:<80', [{ negated: false, key: 'health', range: { to: 80, withFrom: false, withTo: false } }]],
    ['cpu:>=90%', [{ negated: false, key: 'cpu', range: { from: 90, withFrom: true, withTo: false } }]],
    [
      'mem:50',
      [{ negated: false, key: 'mem', range: { from: 49.5, to: 50.5, withFrom: true, withTo: false } }],
    ],
    [
      'seen:>10m',
      [{ negated: false, key: 'seen', range: { from: 600_000, withFrom: false, withTo: false } }],
    ],
    ['seen:never', [{ negated: false, key: 'seen', range: 'never' }]],
  ])('%j is read', (text, read) => {
    expect(parseFleetQuery(text)).toEqual(read);
  });

  it('has as many tokens as blanks part', () => {
    expect(parseFleetQuery('web  tag:a\t-tag:b "two words" cpu:>9')).toHaveLength(5);
  });

  it.each([
    ['colour:red', 'colour:red', /known key/],
    ['word:x', 'word:x', /known key/],
    ['constructor:x', 'constructor:x', /known key/],
    ['__proto__:x', '__proto__:x', /known key/],
    ['web tag: db', 'tag:', /says nothing/],
    ['tag:""', 'tag:""', /says nothing/],
    ['-', '-', /says nothing/],
    ['tag:"a', 'tag:"a', /quote/],
    ['"a"b', '"a"b', /quote/],
    ['status:up', 'status:up', /online/],
    ['policy:root', 'policy:root', /observe/],
    ['health:low', 'health:low', /0 to 100/],
    ['cpu:>101', 'cpu:>101', /0 to 100/],
    ['cpu:>-1', 'cpu:>-1', /0 to 100/],
    ['cpu:>1e1', 'cpu:>1e1', /0 to 100/],
    ['disk:<>5', 'disk:<>5', /0 to 100/],
    ['seen:10m', 'seen:10m', />10m/],
    ['seen:>soon', 'seen:>soon', />10m/],
    ['seen:>999999d', 'seen:>999999d', /ten years/],
    ['a\u0000b', 'a\ufffdb', /cannot be searched/],
    ['tag:"a\tb"', 'tag:"a\ufffdb"', /cannot be searched/],
    ['\ud800', '\ufffd', /cannot be searched/],
  ])('%j is refused with its token and a reason', (text, token, reason) => {
    const { code, kind, message, options } = refusal(text);
    expect({ code, kind, token: options.extra?.['token'] }).toEqual({
      code: 'invalid_filter',
      kind: 'invalid',
      token,
    });
    expect(message).toMatch(reason);
    expect(options.details).toEqual([{ path: 'q', message }]);
  });

  it('has an end to its length and its number of tokens', () => {
    expect(refusal('x'.repeat(2_001))).toMatchObject({ code: 'invalid_filter' });
    expect(parseFleetQuery('os:x '.repeat(100))).toHaveLength(100);
    expect(refusal('os:x '.repeat(101))).toMatchObject({ code: 'invalid_filter' });
    expect(parseFleetQuery('x -y tag:*z '.repeat(6))).toHaveLength(18);
    expect(refusal('x '.repeat(21)).message).toMatch(/at most 20 words/);
    expect(refusal('tag:*z '.repeat(21)).message).toMatch(/at most 20 words/);
    expect(refusal(`tag:"${'x'.repeat(1_900)}`).message.length).toBeLessThan(300);
  });

  it('is read or refused with the right code, whatever is typed, and quickly', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom(
        ...FILTER_KEYS.map((key) => `${key}:`),
        '-',
        '"',
        '\\',
        ' ',
        '*',
        '>',
        '<=',
        '10m',
        '99',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        try {
          const values = filterValues(parseFleetQuery(text), NOW);
          expect(values).toHaveLength(FILTER_VALUES);
          for (const value of values.flat())
            if (value !== null) expect(String(value).isWellFormed()).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: 'invalid_filter', kind: 'invalid' });
          expect((error as Error).message.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the condition for the database', () => {
  it('is one text with values only, however the filter reads', () => {
    const places = [...FLEET_WHERE.matchAll(/\$(\d+)/g)].map(([, place]) => Number(place));
    expect(Math.max(...places)).toBe(FILTER_VALUES);
    expect(filterValues(parseFleetQuery(`tag:"'; drop table fleet_probe; --"`), NOW)).toHaveLength(
      FILTER_VALUES,
    );
  });

  it.each([
    ['50%_\\', [['%50\\%\\_\\\\%']]],
    ['we*b', [['%we%b%']]],
    ['host:we*b', [['we%b']]],
    ['host:"we*b"', [['we*b']]],
    ['os:macos', [['darwin']]],
    ['tag:a tag:b -tag:c', [['a', 'b'], ['c']]],
    ['health:<80', ['{(,80)}']],
    ['health:<=80 health:>90', ['{(,80],(90,)}']],
    ['cpu:<=100', ['{(,)}']],
    ['cpu:100', ['{[99.5,)}']],
    ['cpu:=5', ['{[4.5,5.5)}']],
    ['seen:>10m', ['{(-infinity,"2026-03-01T11:50:00.000Z")}']],
    ['seen:<=10m', ['{["2026-03-01T11:50:00.000Z",)}']],
    ['seen:never', ['{[-infinity,-infinity]}']],
  ])('gets for %s the values %j', (text, values) => {
    expect(filled(text)).toEqual(values);
  });
});
