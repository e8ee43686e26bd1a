import { lastPart, partsOf, splitQuery, tokenText } from './token-query';

describe('the parts of a filter', () => {
  it('tells words from tokens', () => {
    expect(splitQuery('web tag:prod -site:home health:<80 db').tokens.map(({ text }) => text)).toEqual([
      'tag:prod',
      '-site:home',
      'health:<80',
    ]);
    expect(splitQuery('web tag:prod db').words).toBe('web db');
  });

  it('keeps what stands in quotes together', () => {
    expect(partsOf('host:"a b" x')).toEqual([
      { text: 'host:"a b"', key: 'host', value: 'a b', negated: false },
      { text: 'x', negated: false },
    ]);
    expect(partsOf('host:"open to the')).toHaveLength(1);
  });

  it('takes a key without a value, an address and markup for words', () => {
    expect(splitQuery('tag: ::1 <b>x</b>').tokens).toEqual([]);
  });

  it('writes a value with spaces in quotes, and no quote inside', () => {
    expect(tokenText('host', 'a "b" c', true)).toBe('-host:"a b c"');
  });

  it('knows what is being typed', () => {
    expect(lastPart('web ta')).toBe('ta');
    expect(lastPart('web ')).toBe('');
    expect(lastPart('host:"a ')).toBe('host:"a ');
  });
});
