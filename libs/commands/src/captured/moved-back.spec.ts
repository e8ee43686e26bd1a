import { loadReaders } from '@legator/shell';
import { back, backOf, data, file, folder, gone, large, shown, unit } from './testing.js';
import type { Pair } from './testing.js';

beforeAll(() => loadReaders());

it.each<[string, Pair[], string]>([
  [
    'what was only moved',
    [
      ['file', '/srv/data.db', data('A'), gone],
      ['file', '/srv/old.db', gone, data('A')],
    ],
    'mv -- /srv/old.db /srv/data.db',
  ],
  [
    'what was moved over a text, and the text',
    [
      ['file', '/srv/new.bin', data('N'), gone],
      ['file', '/srv/app.conf', file('old'), data('N')],
    ],
    `mv -- /srv/app.conf /srv/new.bin && printf %s 'old' | tee -- '/srv/app.conf' > /dev/null && ` +
      'chown 0:0 -- /srv/app.conf && chmod 0644 -- /srv/app.conf',
  ],
  [
    'one file after another that took its place',
    [
      ['file', '/srv/app', data('O'), data('N')],
      ['file', '/srv/app.old', gone, data('O')],
      ['file', '/srv/app.new', data('N'), gone],
    ],
    'mv -- /srv/app /srv/app.new && mv -- /srv/app.old /srv/app',
  ],
  [
    'into a folder, by their names where they are the same',
    [
      ['file', '/srv/a.db', data('A'), gone],
      ['file', '/srv/b.db', data('A'), gone],
      ['file', '/mnt/b.db', gone, data('A')],
      ['file', '/mnt/a.db', gone, data('A')],
    ],
    'mv -- /mnt/a.db /srv/a.db && mv -- /mnt/b.db /srv/b.db',
  ],
  [
    'what went before it deletes what came',
    [
      ['file', '/srv/new', gone, file('new')],
      ['file', '/srv/old', file('old', { mode: '0600' }), gone],
    ],
    `printf %s 'old' | tee -- '/srv/old' > /dev/null && chown 0:0 -- /srv/old && chmod 0600 -- /srv/old && rm -- /srv/new`,
  ],
  [
    'what came from the inside out',
    [
      ['file', '/srv/new', gone, folder('0755')],
      ['file', '/srv/new/a', gone, file('a')],
    ],
    'rm -- /srv/new/a && rmdir -- /srv/new',
  ],
])('puts back %s', (_what, pairs, command) => {
  const { remains, expect: expected, ...rest } = back(...pairs);
  expect(shown(rest)).toBe(command);
  expect(remains).toEqual([]);
  expect(expected.map(({ name }) => name).sort()).toEqual(pairs.map(([, name]) => name).sort());
});

const edited: Pair = ['file', '/srv/app.conf', file('old'), file('new')];
it.each<[string, string, Pair[]]>([
  [
    'over what cannot be written again',
    'true',
    [
      ['file', '/srv/n', data('N'), gone],
      ['file', '/srv/a', data('O'), data('N')],
    ],
  ],
  [
    'without a hash',
    'true',
    [
      ['file', '/srv/n', large(), gone],
      ['file', '/srv/a', gone, large()],
    ],
  ],
  ['packed', 'true', [['file', '/srv/n', data('N'), gone], ['file', '/srv/n.gz', gone, data('Z')], edited]],
  [
    'in the place of each other',
    'true',
    [
      ['file', '/srv/n', data('N'), file('old')],
      ['file', '/srv/a', file('old'), data('N')],
    ],
  ],
  [
    'from where nobody looked',
    'cd /srv && mv data.db /srv/old.db',
    [['file', '/srv/old.db', gone, data('A')]],
  ],
  ['by a relative name', 'sudo mv data.db /srv/app.conf', [edited]],
  [
    'from what could not be read',
    'true',
    [['file', '/srv/*/a', { state: 'unread' }, { state: 'unread' }], edited],
  ],
])('deletes and overwrites nothing that may be the only copy of what was moved %s', (_what, line, pairs) => {
  const { words, remains } = backOf(line, ...pairs);
  expect(words).toBeNull();
  expect(remains).toHaveLength(pairs.length);
  const stopped: Pair = ['service', 'a.service', unit('active', 'enabled'), unit('inactive', 'enabled')];
  expect(shown(backOf(line, ...pairs, stopped))).toBe('systemctl start a.service');
});

it('puts back the rights of a folder where no more than they can have changed', () => {
  const rights: Pair = ['file', '/srv/x', folder('0755'), folder('0700')];
  expect(shown(backOf('chmod 700 /srv/x', rights))).toBe('chmod 0755 -- /srv/x');
  const inside: Pair = ['file', '/srv/x/a', file('a'), file('a', { mode: '0700' })];
  expect(shown(backOf('chmod 700 /srv/x /srv/x/a', rights, inside))).toContain('chmod 0755 -- /srv/x');
  const remains = ['/srv/x: mode from 0755 to 0700, what is in it was not compared'];
  for (const line of ['chmod -R 700 /srv/x', 'chmod "-vR" 700 /srv/x', 'chown --recursive a /srv/x']) {
    expect(backOf(line, rights)).toMatchObject({ words: null, remains });
  }
  expect(backOf('cp -a /tmp/y/. /srv/x', rights)).toMatchObject({ words: null });
  const same: Pair = ['file', '/srv/x', folder('0700'), folder('0700')];
  expect(backOf('chmod -R 700 /srv/x', same).remains).toEqual([
    '/srv/x is as it was, what is in it was not compared',
  ]);
});
