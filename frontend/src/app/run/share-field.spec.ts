import { rollingOf, shareError } from './share-field';

const nothing = { canary: '', atATime: ' ', errors: '' };

describe('A share of the hosts', () => {
  it.each(['', ' 5 ', '10%', '12.5 %', '0', '100%'])('may be %j', (text) => {
    expect(shareError(text)).toBe('');
  });

  it.each(['-1', 'some', '101%', '1e3', '5 hosts', '%'])('may not be %j', (text) => {
    expect(shareError(text)).toMatch(/number/);
  });

  it.each(['0', '0%', '0.00%'])('is never %j hosts at a time', (text) => {
    expect(shareError(text, 1)).toMatch(/More than none/);
  });
});

describe('Waves', () => {
  it('are asked for as soon as one field says something, a zero too', () => {
    expect(rollingOf(nothing)).toBeUndefined();
    expect(rollingOf({ ...nothing, errors: '0' })).toEqual({ max_errors: '0' });
    expect(rollingOf({ canary: '1', atATime: ' 10% ', errors: '2' })).toEqual({
      ...{ canary: '1', max_concurrent: '10%', max_errors: '2' },
    });
  });
});
