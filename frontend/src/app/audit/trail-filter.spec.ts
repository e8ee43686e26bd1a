import { readFilter } from './trail-filter';

const NOW = new Date('2026-11-20T12:00:00Z');
const read = (query: string, range = '') => readFilter(query, range, NOW);

describe('the filter of the trail', () => {
  it('asks for everything when it is empty', () => {
    expect(read('').filter).toEqual({});
  });

  it('takes each key once, and values with spaces in quotes', () => {
    expect(read('type:command.sent actor:"ana b" probe:prb-1 subject:approval/17/x').filter).toEqual({
      type: 'command.sent',
      actor: 'ana b',
      probe_id: 'prb-1',
      subject_type: 'approval',
      subject_id: '17/x',
    });
    expect(read('subject:approval').filter).toEqual({ subject_type: 'approval' });
  });

  it.each([
    ['since:2h', { since: '2026-11-20T10:00:00.000Z' }],
    ['since:2026-11-20T08:00:00Z', { since: '2026-11-20T08:00:00.000Z' }],
    ['until:1h', { until: '2026-11-20T11:00:00.000Z' }],
  ])('reads %s', (query, filter) => {
    expect(read(query).filter).toEqual(filter);
  });

  it('counts a day up to its end, where it is the last one', () => {
    const { filter } = read('since:2026-11-18 until:2026-11-18');
    expect(Date.parse(filter!.until!) - Date.parse(filter!.since!)).toBe(86_400_000);
  });

  it.each([
    ['nginx', /Words/],
    ['-type:command.sent', /left out/],
    ['risk:high', /no key/],
    ['type:a type:b', /twice/],
    ['since:soon', /no time/],
    ['until:2026-99-99', /no time/],
  ])('refuses %s and names the token', (query, why) => {
    const { error, filter } = read(query);
    expect(error?.message).toMatch(why);
    expect(query).toContain(error?.token);
    expect(filter).toBeUndefined();
  });

  it('lets a range that ends now stay open, so that what happens meanwhile belongs to it', () => {
    expect(read('', '1h').filter).toEqual({ since: '2026-11-20T11:00:00.000Z' });
    expect(read('', '2026-11-19T00:00:00Z/2026-11-20T00:00:00Z').filter).toEqual({
      since: '2026-11-19T00:00:00.000Z',
      until: '2026-11-20T00:00:00.000Z',
    });
  });

  it('takes the narrower where tokens and range both say when', () => {
    expect(read('since:30m', '1h').filter?.since).toBe('2026-11-20T11:30:00.000Z');
    expect(read('since:3h', '1h').filter?.since).toBe('2026-11-20T11:00:00.000Z');
  });
});
