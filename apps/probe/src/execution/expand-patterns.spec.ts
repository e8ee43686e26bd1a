import { homedir } from 'node:os';
import { expandPatterns } from './expand-patterns.js';
import { HostLook } from './host-look.js';

it('puts the home of whoever runs it in the place of a tilde, and only where the plan says so', async () => {
  const argv = ['ls', '~', '~/none-of-this-name', '~'];
  expect(await expandPatterns({ argv, patterns: [1, 2] }, new HostLook())).toEqual([
    'ls',
    homedir(),
    `${homedir()}/none-of-this-name`,
    '~',
  ]);
});
