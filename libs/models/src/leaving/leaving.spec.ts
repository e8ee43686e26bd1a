import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { labelledSecrets, shows } from '@legator/contracts/testing';
import { leaving } from './leaving.js';

const LOGS = process.env['LEGATOR_TEST_DATA'] && join(process.env['LEGATOR_TEST_DATA'], 'logs');
const hasLogs = LOGS !== undefined && existsSync(LOGS);
if (!hasLogs) process.stderr.write('SKIPPED: no outside logs; LEGATOR_TEST_DATA names their folder.\n');

const BOUNDARIES = ['local_only', 'summaries', 'full'] as const;
const entry =
  'Nov 21 06:25:02 web-01 sshd[2211]: Failed password for invalid user canary7 from 203.0.113.9 port 51022 ssh2';
const quote = (label: string, text: string) => `<<<${label} n0nce\n${text}\nn0nce>>>`;

describe.each(BOUNDARIES)('under %s', (boundary) => {
  it('no secret leaves, in or out of a quote', () => {
    const all = labelledSecrets();
    const seen = all.filter(
      ({ text, secret }) =>
        shows(leaving(text, boundary), secret) || shows(leaving(quote('stdout', text), boundary), secret),
    );
    expect(seen.length / all.length).toBeLessThanOrEqual(0.02);
  });

  it('what is ours and what a person says leaves as it is', () => {
    const text =
      'You are the assistant of Legator.\n\n- df -h\n{"type":"object"} error: see the log of 12:30\nrestart nginx on web-03';
    expect(leaving(text, boundary)).toBe(text);
  });

  it('changes nothing when it is asked again', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            entry,
            quote('log stdout', 'a b 1\n\n c'),
            quote('stdout', entry),
            'x',
            '  at f (a.js:1)',
            '{"level":"info","msg":"x 1"}',
          ),
        ),
        (parts) => {
          const once = leaving(parts.join('\n'), boundary);
          if (boundary === 'local_only') expect(leaving(once, boundary)).toBe(once);
        },
      ),
    );
  });
});

it.each([
  ['syslog', entry, 'Nov 21 06:25:02 web-01 sshd[2211]:'],
  [
    'the journal with full time',
    '2026-11-21T06:25:02+0000 web-01 app[1]: user canary7 said hello',
    '2026-11-21T06:25:02+0000 web-01 app[1]:',
  ],
  ['a level', '2026-11-21 06:25:02,123 ERROR canary7 failed', '2026-11-21 06:25:02,123 ERROR'],
  ['the kernel', '[12345.678901] usb 1-1: canary7 device', '[12345.678901] usb'],
  [
    'a web server',
    '203.0.113.9 - canary7 [21/Nov/2026:06:25:01 +0000] "GET /canary7 HTTP/1.1" 200 51',
    '[21/Nov/2026:06:25:01 +0000]',
  ],
  [
    'JSON',
    '{"time":"2026-11-21T06:25:01Z","level":"warn","msg":"canary7 gone"}',
    '2026-11-21T06:25:01Z warn',
  ],
  ['words', 'time="2026-11-21T06:25:01Z" level=info msg="canary7 is here"', '2026-11-21T06:25:01Z info'],
])('keeps of an entry of %s when and how, and not what, wherever it stands', (_what, line, head) => {
  for (const text of [line, quote('stdout', line), quote('log stdout', line), `{\n${line}\n}`]) {
    const out = leaving(text, 'local_only');
    expect(out).not.toContain('canary7');
    expect(out).toContain(head);
    expect(out).toMatch(/\[masked: \d+ characters\]/);
  }
  expect(leaving(line, 'summaries')).not.toContain('canary7');
  expect(leaving(line, 'full')).toContain('canary7');
});

it('masks every line of what is known to be a log, whatever its form', () => {
  expect(leaving(`before\n${quote('log stdout', 'hello canary7\n\nbye')}\nafter`, 'local_only')).toBe(
    `before\n${quote('log stdout', '[masked: 13 characters]\n\n[masked: 3 characters]')}\nafter`,
  );
  expect(leaving('hello canary7', 'local_only', 'log')).toBe('[masked: 13 characters]');
});

it('masks what follows the beginning of a log whose end was cut off', () => {
  const cut = quote('log stdout', 'hello canary7\nbye canary7').slice(0, -9);
  expect(leaving(cut, 'local_only')).not.toContain('canary7');
  expect(leaving(`<<<x y\n${cut}`, 'local_only')).not.toContain('canary7');
});

it('masks what goes on behind an entry', () => {
  expect(leaving(`${entry}\n    at canary7 (/app/a.js:1:1)\ndone`, 'local_only')).not.toContain('canary7');
  expect(leaving(`${entry}\n    at canary7 (/app/a.js:1:1)\ndone`, 'local_only')).toContain('\ndone');
});

it('lets results of commands leave under the strictest boundary', () => {
  const text = quote(
    'stdout',
    'Filesystem Size Used\n/dev/sda1 50G 21G\nnginx is running\nMon Nov 21 up 3 days',
  );
  expect(leaving(text, 'local_only')).toBe(text);
});

it('lets of a long output leave the beginning and the end as a summary', () => {
  const lines = Array.from({ length: 100 }, (_, n) => `row ${n}`);
  const out = leaving(quote('stdout', lines.join('\n')), 'summaries').split('\n');
  expect(out).toHaveLength(2 + 40 + 1);
  expect(out[21]).toBe('[… 60 lines kept back …]');
});

it('keeps of an entry no more than its form as a summary', () => {
  expect(leaving(entry, 'summaries')).toBe(
    'Nov 21 06:25:02 web-01 sshd[2211]: Failed password for … from … port …',
  );
});

it('needs time in proportion to the text', () => {
  // Of the processor, not of the clock: that runs on while others have it.
  const start = process.cpuUsage();
  for (const part of [
    '<<<a b\n',
    '<<<log a\n',
    '[',
    '2026-11-21 ',
    '"time":"',
    'level= ',
    'level=',
    '{"',
    '  x\n',
    "'",
  ])
    leaving(part.repeat(300_000 / part.length), 'summaries');
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1_000).toBeLessThan(10_000);
});

(hasLogs ? it : it.skip)('lets no message of the logs of others leave', () => {
  for (const name of readdirSync(LOGS!)) {
    const lines = readFileSync(join(LOGS!, name), 'utf8')
      .split(/\r?\n/)
      .filter((line) => line.length > 0);
    const through = lines.filter((line) => leaving(line, 'local_only') === line);
    expect({ name, share: through.length / lines.length < 0.05 }).toEqual({ name, share: true });
    expect(leaving(quote('log stdout', lines.join('\n')), 'local_only')).not.toMatch(
      /Failed password|terminating|Notification time out/,
    );
  }
});
