import { parse } from 'pg-connection-string';
import { serverArguments, socketDirFor, socketUrl } from './server-settings.js';

describe('the socket directory', () => {
  it('lies beside the data', () => {
    expect(socketDirFor('/var/lib/legator/postgres')).toEqual({
      dir: '/var/lib/legator/postgres/run',
      temporary: false,
    });
  });

  it.each([
    ['/tmp', 89],
    [`/${'t'.repeat(120)}`, 200],
  ])('moves to a short path when the kernel would not take the long one', (temporary, length) => {
    const { dir, temporary: moved } = socketDirFor(`/${'d'.repeat(length)}`, temporary);
    expect(moved).toBe(true);
    expect(`${dir}/.s.PGSQL.5432`.length).toBeLessThanOrEqual(107);
  });

  it('counts bytes, not letters', () => {
    expect(socketDirFor(`/${'ü'.repeat(60)}`).temporary).toBe(true);
  });
});

describe('the address', () => {
  it('survives a path and a password with any character', () => {
    const to = { user: 'legator', password: 'a/b@c:d%e?', socketDir: '/my data/ü&x=1', database: 'legator' };
    expect(parse(socketUrl(to))).toMatchObject({
      user: to.user,
      password: to.password,
      host: to.socketDir,
      database: to.database,
    });
  });
});

describe('the server', () => {
  it('listens on no network address and loses nothing it confirmed', () => {
    const given = serverArguments('/data', '/run/a"b');
    expect(given).toEqual(expect.arrayContaining(['listen_addresses=', 'fsync=on', 'synchronous_commit=on']));
    expect(given).toContain('unix_socket_directories="/run/a""b"');
  });
});
