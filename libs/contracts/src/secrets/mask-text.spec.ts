import { maskText } from './secret-stream.js';

it.each([
  ['db_password = hunter2 two', 'db_password = [redacted]'],
  ['  password: hunter2', '  password: [redacted]'],
  ['export API_KEY="hunter2"', 'export API_KEY="[redacted]"'],
  ['"client-secret": "hunter2",', '"client-secret": "[redacted]",'],
  ['requirepass hunter2', 'requirepass [redacted]'],
  ['{"user":"a","password":"hunter\\"2","x":1}', '{"user":"a","password":"[redacted]","x":1}'],
  ['<dbPassword>hunter2</dbPassword>', '<dbPassword>[redacted]</dbPassword>'],
  ['bob:$6$salt$hunter2hunter2:1', 'bob:$6$[redacted]:1'],
  ['url: postgres://app:hunter2@db/x', 'url: postgres://app:[redacted]@db/x'],
  [`key lgk_${'0a'.repeat(32)} end`, 'key [redacted] end'],
  [`key lgk_${'0a'.repeat(36)} end`, 'key [redacted] end'],
  ['a\n-----BEGIN PRIVATE KEY-----\nhunter2', 'a\n[redacted]'],
])('masks the secret in %j and keeps the rest', (text, masked) => {
  expect(maskText(text)).toBe(masked);
  expect(maskText(masked)).toBe(masked);
});

it.each([
  'PasswordAuthentication no',
  'password_required: yes',
  'use_token = false',
  'worker_processes 4;',
  'Your password expires soon, see the page about it.',
  'max_tokens: 4',
])('leaves %j as it is', (text) => expect(maskText(text)).toBe(text));

it.each(['password', 'password=', '"password":"', '<password>', 'a'.repeat(64), '$6$', 'token \t'])(
  'needs no time worth speaking of for 64 KiB of %j',
  (part) => {
    const text = part.repeat(Math.floor(65_536 / part.length));
    // Of the processor, not of the clock: that runs on while others have it.
    const start = process.cpuUsage();
    maskText(text);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1_000).toBeLessThan(500);
  },
);
