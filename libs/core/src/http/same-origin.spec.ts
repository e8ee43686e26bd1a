import { foreignOrigin } from './same-origin.js';

const OFF = { loopbackOnly: true };
const ON = { loopbackOnly: false, externalUrl: 'https://legator.example.com' };
const HERE = '127.0.0.1:8080';

describe('while sign-in is off', () => {
  it.each(['localhost', '127.0.0.1:8080', '[::1]:8080', 'localhost:4200'])('answers to %s', (host) => {
    expect(foreignOrigin({ host }, OFF)).toBeUndefined();
    expect(foreignOrigin({ host, origin: `http://${host}` }, OFF)).toBeUndefined();
  });

  it.each(['legator.example.com', '127.0.0.1.evil.example', '10.0.0.1', ''])('not to "%s"', (host) => {
    expect(foreignOrigin({ host }, OFF)).toMatchObject({ kind: 'forbidden', code: 'foreign_origin' });
  });

  it('not to the public address either', () => {
    const wrong = foreignOrigin({ host: 'legator.example.com' }, { ...ON, loopbackOnly: true });
    expect(wrong).toMatchObject({ code: 'foreign_origin' });
  });

  it.each(['forwarded', 'via', 'x-real-ip', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host'])(
    'answers nobody whose request a proxy passed on and marked with %s, whatever host it writes',
    (name) => {
      const wrong = foreignOrigin({ host: HERE, [name]: '' }, OFF);
      expect(wrong).toMatchObject({ kind: 'forbidden', code: 'sign_in_off_behind_proxy' });
      expect(wrong?.message).toContain('LEGATOR_AUTH=true');
    },
  );
});

describe('with sign-in on', () => {
  it('answers through a proxy, and pages of the public address', () => {
    const headers = { host: HERE, 'x-forwarded-for': '203.0.113.9', origin: 'https://legator.example.com' };
    expect(foreignOrigin(headers, ON)).toBeUndefined();
  });

  it.each([{ origin: 'https://evil.example' }, { 'sec-fetch-site': 'same-site' }, { origin: 'null' }])(
    'refuses a page of another site: %j',
    (headers) => {
      expect(foreignOrigin({ host: HERE, ...headers }, ON)).toMatchObject({ code: 'foreign_origin' });
    },
  );
});
