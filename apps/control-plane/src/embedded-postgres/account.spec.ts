import { candidateAccounts, commandFor } from './account.js';

const ROOT = { uid: 0, gid: 0 };

describe('the account PostgreSQL runs under', () => {
  it('is one’s own for everybody but root', () => {
    expect(candidateAccounts(1000, { uid: 1000, gid: 1000 })).toEqual([{ kind: 'self' }]);
  });

  it('is for root a user namespace, or else nobody', () => {
    expect(candidateAccounts(0, ROOT)).toEqual([
      { kind: 'namespace' },
      { kind: 'other', uid: 65534, gid: 65534 },
    ]);
    expect(candidateAccounts(0, ROOT, false)).toEqual([{ kind: 'other', uid: 65534, gid: 65534 }]);
  });

  it('is whoever owns the data when root starts what someone else made', () => {
    const owner = { uid: 1000, gid: 100 };
    expect(candidateAccounts(0, owner)).toEqual([{ kind: 'other', ...owner }]);
  });

  it('is entered by a program that replaces itself, so that the process id stays', () => {
    expect(commandFor({ kind: 'namespace' }, '/bin/postgres', ['-D', '/x'])).toEqual([
      'unshare',
      ['--user', '--map-user=65534', '--map-group=65534', '--', '/bin/postgres', '-D', '/x'],
    ]);
    expect(commandFor({ kind: 'self' }, '/bin/postgres', ['-D'])).toEqual(['/bin/postgres', ['-D']]);
  });
});
