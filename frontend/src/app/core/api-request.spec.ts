import { type ApiRequest, urlOf } from './api-request';

describe('the address of a call', () => {
  const ask = (query: ApiRequest<void>['query']) =>
    urlOf({ method: 'GET', path: '/api/v1/audit', query, as: 'json' });

  it('leaves out what was not given, and the question mark with it', () => {
    expect(ask({ cursor: undefined })).toBe('/api/v1/audit');
    expect(ask({ cursor: undefined, limit: 0 })).toBe('/api/v1/audit?limit=0');
  });

  it('brings every character over as it is, a plus too', () => {
    const query = new URL(ask({ since: '2026-01-01T00:00:00+02:00', q: 'a&b=c d' }), 'http://x').searchParams;
    expect(Object.fromEntries(query)).toEqual({ since: '2026-01-01T00:00:00+02:00', q: 'a&b=c d' });
  });

  it('sends each item of a list', () => {
    expect(ask({ tag: ['web', 'db'] })).toBe('/api/v1/audit?tag=web&tag=db');
  });
});
