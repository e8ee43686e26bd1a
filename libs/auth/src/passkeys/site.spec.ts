import { siteOf, siteOrThrow } from './site.js';

const PUBLIC = { externalUrl: 'https://legator.example.com' };
const site = (rpId: string, origin: string) => ({ rpId, origin });

it.each([
  ['the public name', PUBLIC, 'legator.example.com', site('legator.example.com', PUBLIC.externalUrl)],
  [
    'the public name in capitals',
    PUBLIC,
    'Legator.Example.com',
    site('legator.example.com', PUBLIC.externalUrl),
  ],
  ['this machine beside it', PUBLIC, 'localhost:8080', site('localhost', 'http://localhost:8080')],
  ['this machine', {}, 'localhost:8080', site('localhost', 'http://localhost:8080')],
  ['this machine by TLS', { tlsCert: 'c' }, 'localhost', site('localhost', 'https://localhost')],
  ['a name that only the request knows', {}, 'evil.example', undefined],
  ['another name that is claimed', PUBLIC, 'evil.example', site('legator.example.com', PUBLIC.externalUrl)],
  ['this machine as part of another', {}, 'localhost.evil.example', undefined],
  [
    'this machine as the public name',
    { externalUrl: 'https://localhost:8443' },
    'localhost:8443',
    site('localhost', 'https://localhost:8443'),
  ],
  ['a number beside the public name', PUBLIC, '127.0.0.1:8080', undefined],
  ['a number', {}, '127.0.0.1:8080', undefined],
  ['a public number', { externalUrl: 'https://10.0.0.1' }, '10.0.0.1', undefined],
  ['a public name without TLS', { externalUrl: 'http://legator.lan' }, 'legator.lan', undefined],
  ['nothing', {}, undefined, undefined],
])('knows which passkeys belong to %s', (_what, config, host, expected) => {
  expect(siteOf(config as never, { host })).toEqual(expected);
});

it('says where passkeys would work', () => {
  expect(() => siteOrThrow({} as never, { host: '127.0.0.1' })).toThrow(/localhost/);
  expect(() => siteOrThrow(PUBLIC as never, { host: '127.0.0.1' })).toThrow(/legator\.example\.com/);
});
