import { readFileSync } from 'node:fs';
import { judgeReading } from './judge.js';
import { readLine } from './line-reader.js';

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
  'ls /etc\nid',
  'ls \\\n/etc/shadow',
  `ls ${' '.repeat(9000)}`,
  'ls "/etc/shado\\\nw"',
  'cat "/etc/sh"\'ad\'ow',
  '\\c\\a\\t /etc/shadow',
];

it('holds more than 150 rows', () => {
  expect(new Set(LINES).size).toBeGreaterThan(300);
});

it.each([...LINES, ...ODD])('does not let %j run without a person', async (line) => {
  const { level, known, sensitive } = judgeReading(await readLine(line), line);
  expect(level).toBe('remediate');
  expect(!known || sensitive).toBe(true);
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
])('warns that %j may be critical', async (line) => {
  expect(judgeReading(await readLine(line), line).risk).toBe('critical');
});
