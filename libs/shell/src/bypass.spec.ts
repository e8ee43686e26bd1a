import { readFileSync } from 'node:fs';
import { judgeLine } from './judge.js';
import { loadReaders } from './readers.js';

/** Lines that look as if they only read. None may run at observe or diagnose. */
const LINES = readFileSync(`${__dirname}/bypass-lines.txt`, 'utf8').trimEnd().split('\n');

const ODD = [
  'ls ${x@P}',
  'l\u0455',
  'ls\u00a0-la',
  'ls \u202e/etc',
  'ls\u200b',
  'ls \u001b[2K/etc',
  'ls /x\rrm -rf /',
  'ls /x\u0000',
  'ls /etc\nrm x',
  'ls # \u202eid',
  `ls ${' '.repeat(9000)}`,
  'cat \\\n/etc/shadow',
  'cat "/etc/shado\\\nw"',
  'cat "/etc/sh"\'ad\'ow',
  '\\c\\a\\t /etc/shadow',
];

beforeAll(() => loadReaders());

it('holds more than 150 rows', () => {
  expect(new Set(LINES).size).toBeGreaterThan(300);
});

it.each([...LINES, ...ODD])('does not let %j run as a reading', (line) => {
  expect(judgeLine(line).level).toBe('remediate');
});

it.each([
  'rm -rf /',
  'sudo rm -rf /',
  "sh -c 'rm -rf /'",
  'find / -delete',
  'find / -exec rm {} +',
  'ls; rm -rf /',
  'systemctl reboot',
  'sudo systemctl poweroff',
  'mkfs.ext4 /dev/sda1',
  'dd if=/dev/zero of=/dev/sda',
  'journalctl --vacuum-size=1K',
  'rm /etc/legator/config.yaml',
  'rm /etc/leg*/config.yaml',
])('warns that %j may be critical', (line) => {
  expect(judgeLine(line).risk).toBe('critical');
});
