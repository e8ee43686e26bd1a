import { readSort, statusOf, withStatus } from './fleet-query';

describe('the status in a filter', () => {
  it.each([
    ['', 'all'],
    ['web tag:prod', 'all'],
    ['status:offline web', 'offline'],
    ['Status:Degraded', 'degraded'],
    ['status:offline status:degraded', undefined],
    ['-status:offline', undefined],
    ['status:off*', undefined],
  ])('of "%s" is %s', (q, expected) => {
    expect(statusOf(q)).toBe(expected);
  });

  it('is changed without touching the rest', () => {
    expect(withStatus('status:offline tag:"my tag" -status:pending web', 'degraded')).toBe(
      'status:degraded tag:"my tag" web',
    );
    expect(withStatus('status:offline', 'all')).toBe('');
  });
});

describe('the sort in an address', () => {
  it.each([
    ['-cpu', '-cpu'],
    ['hostname', 'hostname'],
    [undefined, 'health'],
    ['--cpu', 'health'],
    ['drop table', 'health'],
  ])('%s is read as %s', (text, expected) => {
    expect(readSort(text)).toBe(expected);
  });
});
