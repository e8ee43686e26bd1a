import { judgeLine, loadReaders } from '../index.js';

beforeAll(() => loadReaders());

const isHeld = (line: string) => {
  const { known, asks, sensitive } = judgeLine(line);
  return !known || asks || sensitive;
};

it.each([
  // What find starts from lies at no depth, and what is in it at one: neither has a folder between.
  "find /etc -name 'sha*' -exec cat {} \\;",
  "find /etc -name 'sha*' | xargs cat",
  "find /etc -name 'sha*' -print0 | xargs -0 cat",
  "find /etc -maxdepth 1 -name 'sha*' -exec head {} +",
  "find /etc -name 'shado?' -exec cat {} \\;",
  "find /etc -name 's*w' -exec cat {} \\;",
  "find /etc -name '?hadow' -exec cat {} \\;",
  "find /etc -name 'gsha*' -exec cat {} \\;",
  "find /etc -name 'sud*' -exec cat {} \\;",
  "find /root -name '.bash_h*' -exec cat {} \\;",
  'find /home -name bob -exec grep -r x {} \\;',
  'find /etc/shadow -exec cat {} \\;',
  'find /etc/shadow* -exec cat {} \\;',
  "find /etc/shadow -name 'sha*' -exec cat {} \\;",
  "find / -name 'sd?' -exec head {} \\;",
  'find / -name sda -exec grep -r x {} \\;',
  'find /var/spool -name cron -exec touch {} \\;',
  // The start may be a pattern as well, and so its name.
  "find /etc/sha* -name 's*w' -exec cat {} \\;",
  "find /etc/shado? -name 's*w' -exec cat {} \\;",
  'find /etc/ssl/private/x -execdir cat ../site \\;',
  // Sets and backslashes.
  "find /etc -name 'sh[a]dow' -exec cat {} \\;",
  "find /etc -name 'sh[]a]dow' -exec cat {} \\;",
  "find /etc -name 'sh[!]]dow' -exec cat {} \\;",
  "find /etc -name 'sh[[:alpha:]]dow' -exec cat {} \\;",
  "find /etc -name 'sh\\adow' -exec cat {} \\;",
  "find /home -name 'id_r\\sa' -exec cat {} \\;",
  "find /home -name 'id_rs[[:alpha:]]' -exec cat {} \\;",
  "find /home -name 'id_rs[]a]' -exec cat {} \\;",
  "find / -name '*.p[[:alpha:]]m' -exec cat {} \\;",
  "find /srv -name '.e\\nv' -exec cat {} \\;",
  "find /etc -name 'shado\\w' -exec cat {} \\;",
  // Names of what is no file, from wherever one starts.
  "find / -name 'kms*' -exec head {} \\;",
  'find / -name watchdog -exec head {} \\;',
  'find / -name trace_pipe -exec head {} \\;',
  'find / -name cwd -exec head {} \\;',
  'find /de? -name sda -exec head {} \\;',
])('leaves to a person: %s', (line) => expect(isHeld(line)).toBe(true));

it.each([
  "find /var/log -name '*.log' -exec grep x {} +",
  'find /var/log -type f -exec grep -l x {} +',
  "find /etc/nginx -name '*.conf' -exec cat {} +",
  "find /srv -name '*.conf' -exec head -n 3 {} \\;",
  "find /srv -name '*.log' -print0 | xargs -0 wc -l",
  "find /usr/share -name 's*' -exec ls -l {} +",
  'find /home/*/proj -name x -exec cat {} \\;',
  "find / -name '*.log' -exec grep -l x {} +",
  "find / -name 'nginx*' -exec cat {} +",
  'find . -execdir ls -l {} \\;',
  'find /srv/app -execdir grep -l x {} +',
  'find /srv/app -execdir grep --include=*.p -l x {} +',
  'find /srv/app -execdir head -n 5 {} \\;',
  'find /srv/app -execdir cat {} \\;',
  "find /srv/app -name '*.tmp' -execdir mv {} {}.bak \\;",
  "find /srv/app -name '*.sql' -execdir cp {} /srv/backup/ \\;",
])('knows: %s', (line) => expect(isHeld(line)).toBe(false));

it.each([
  ['find /etc/cron.d -maxdepth 1 -name e2scrub_all -execdir cp /tmp/x y \\;', 'y'],
  ['find /etc/sudoers.d/README -execdir cp /tmp/x y \\;', 'y'],
  ['find /etc/passwd -execdir cp /tmp/x profile \\;', 'profile'],
  ['find /etc/ssl/private/x -execdir cat site \\;', 'site'],
  ['find /etc/ssl/private/x -execdir timeout 5 cat site \\;', 'site'],
  ['timeout 5 find /etc/ssl/private/x -execdir cat ./site \\;', './site'],
  ['find /etc/cron.d/a -execdir touch y \\;', 'y'],
  ['find /etc/cron.d/a -execdir sed -i s/a/b/ y \\;', 'y'],
  ['find /srv/a -execdir grep --file=words {} \\;', 'words'],
  ['find /srv/a -execdir grep -fwords {} \\;', 'words'],
  ['find app -execdir cat app \\;', 'app'],
])('cannot tell where a path is that counts from what is found: %s', (line, word) => {
  expect(judgeLine(line)).toMatchObject({ known: false });
  expect(judgeLine(line).reasons).toContainEqual(
    expect.objectContaining({ rule: 'find.beside', words: [word] }),
  );
});
