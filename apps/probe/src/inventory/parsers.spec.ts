import {
  parseApk,
  parseCpuModel,
  parseDpkg,
  parseOsRelease,
  parseRpm,
  parseServices,
  parseUsers,
} from './parsers.js';

it('reads os-release, quoted or not', () => {
  const values = parseOsRelease(
    `PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\nVARIANT='a b'\nbroken line\n`,
  );
  expect(Object.fromEntries(values)).toEqual({
    PRETTY_NAME: 'Debian GNU/Linux 12 (bookworm)',
    ID: 'debian',
    VERSION_ID: '12',
    VARIANT: 'a b',
  });
});

it('names the processor', () => {
  expect(parseCpuModel('processor\t: 0\nmodel name\t: AMD EPYC 7B13\n')).toBe('AMD EPYC 7B13');
  expect(
    parseCpuModel('processor\t: 0\nBogoMIPS\t: 108.00\n\nModel\t\t: Raspberry Pi 4 Model B Rev 1.4\n'),
  ).toBe('Raspberry Pi 4 Model B Rev 1.4');
  expect(parseCpuModel('')).toBeUndefined();
});

it('lists what dpkg has installed, not what left its config behind', () => {
  expect(parseDpkg('ii \tadduser\t3.134\nrc \toldthing\t1.0\nii \tzlib1g\t1:1.2.13\n')).toEqual([
    { name: 'adduser', version: '3.134', manager: 'apt' },
    { name: 'zlib1g', version: '1:1.2.13', manager: 'apt' },
  ]);
});

it('lists packages of rpm without imported keys', () => {
  expect(parseRpm('bash\t5.1.8-9.el9\ngpg-pubkey\tfd431d51-4ae0493b\n')).toEqual([
    { name: 'bash', version: '5.1.8-9.el9', manager: 'rpm' },
  ]);
});

it('lists packages of apk', () => {
  expect(
    parseApk('C:Q1x=\nP:musl\nV:1.2.4-r2\nA:x86_64\n\nC:Q1y=\nP:busybox\nV:1.36.1-r5\nF:bin\n\n'),
  ).toEqual([
    { name: 'musl', version: '1.2.4-r2', manager: 'apk' },
    { name: 'busybox', version: '1.36.1-r5', manager: 'apk' },
  ]);
});

it('joins services with whether they start by themselves', () => {
  const units = `cron.service                  loaded    active   running Regular background program processing daemon
ghost.service                 not-found inactive dead    ghost.service
● nginx.service               loaded    failed   failed  A high performance web server
getty@tty1.service            loaded    active   running Getty on tty1
`;
  const files = `cron.service    enabled  enabled\nnginx.service   disabled enabled\ngetty@.service  enabled  enabled\n`;
  expect(parseServices(units, files)).toEqual([
    {
      name: 'cron',
      state: 'running',
      enabled: true,
      description: 'Regular background program processing daemon',
    },
    { name: 'nginx', state: 'failed', enabled: false, description: 'A high performance web server' },
    { name: 'getty@tty1', state: 'running', enabled: false, description: 'Getty on tty1' },
  ]);
});

it('lists people who may sign in, with their groups', () => {
  const passwd = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1::/usr/sbin:/usr/sbin/nologin
ana:x:1000:1000:Ana,,,:/home/ana:/bin/zsh
robot:x:1001:1001::/:/bin/false
broken
`;
  const group = 'root:x:0:\nsudo:x:27:ana,bob\nana:x:1000:\n';
  expect(parseUsers(passwd, group)).toEqual([
    { name: 'root', uid: 0, groups: ['root'], shell: '/bin/bash' },
    { name: 'ana', uid: 1_000, groups: ['ana', 'sudo'], shell: '/bin/zsh' },
  ]);
});
