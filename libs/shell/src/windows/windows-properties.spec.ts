import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { judgeWindowsArgv, judgeWindowsLine } from './judge-windows.js';
import { runsAlone, type Outcome } from './outcome.js';

const LINES = readFileSync(`${__dirname}/windows-examples.txt`, 'utf8')
  .split('\n')
  .filter((line) => /^[-+~*!$] /.test(line))
  .map((line) => line.slice(2));
const HARMLESS = LINES.filter((line) => runsAlone(judgeWindowsLine(line)));

// Programs that come from Linux, and nbtstat, tell letters apart.
const anyLine = fc.constantFrom(...LINES.filter((line) => !/^(docker|nbtstat)/.test(line)));
const LEVELS = ['observe', 'diagnose', 'remediate'];

/** How strict an answer is; a person is stricter than every level. */
const strictness = (outcome: Outcome): number =>
  runsAlone(outcome) ? LEVELS.indexOf(outcome.level) : LEVELS.length;

const RUNS = { numRuns: 2_000 };

it('takes letters alike in both cases', () => {
  fc.assert(
    fc.property(anyLine, (line) => {
      // What stands in a string for Linux programs, and passwords, would differ; nothing of the kind is here.
      expect(strictness(judgeWindowsLine(line.toUpperCase()))).toBe(strictness(judgeWindowsLine(line)));
    }),
    RUNS,
  );
});

it('takes quotes around a word that needs none for nothing', () => {
  const simple = HARMLESS.filter(
    (line) => /^[\w.-]+( [\w.\\:/-]+)+$/.test(line) && !/^(cmd|powershell|pwsh)/.test(line),
  );
  fc.assert(
    fc.property(fc.constantFrom(...simple), fc.nat(), (line, pick) => {
      const words = line.split(' ');
      const at = 1 + (pick % (words.length - 1));
      // A quoted dash begins no parameter in PowerShell.
      fc.pre(!/^-|\\$/.test(words[at]!));
      words[at] = `"${words[at]!}"`;
      expect(strictness(judgeWindowsLine(words.join(' ')))).toBe(strictness(judgeWindowsLine(line)));
    }),
    RUNS,
  );
});

it('takes more blanks for nothing', () => {
  const plain = LINES.filter((line) => !/["'{]/.test(line));
  fc.assert(
    fc.property(fc.constantFrom(...plain), (line) => {
      const wide = `  ${line.replace(/ /g, '   ')}  `;
      expect(strictness(judgeWindowsLine(wide))).toBe(strictness(judgeWindowsLine(line)));
    }),
    RUNS,
  );
});

it.each([
  ['tasklist /v /nh /fo csv', 'tasklist /fo csv /nh /v'],
  ['dir /s /b C:\\logs', 'dir C:\\logs /b /s'],
  ['netstat -a -n -o', 'netstat -o -a -n'],
  ['whoami /all /nh', 'whoami /nh /all'],
  ['del /s C:\\x /q', 'del C:\\x /q /s'],
  ['findstr /i /n error C:\\a.log', 'findstr /n /i error C:\\a.log'],
  ['wevtutil qe System /c:5 /f:text', 'wevtutil qe System /f:text /c:5'],
  ['taskkill /f /im notepad.exe', 'taskkill /im notepad.exe /f'],
  ['Get-Service -Name x -ErrorAction Ignore', 'Get-Service -ErrorAction Ignore -Name x'],
  ['Get-Content C:\\a.log -Tail 5', 'Get-Content -Tail 5 C:\\a.log'],
  ['Get-Content C:\\a.log -Tail 5', 'Get-Content -Tail:5 -Path:C:\\a.log'],
  ['Restart-Service spooler -Force', 'Restart-Service -Force -Name spooler'],
  ['Get-Process -ErrorAction SilentlyContinue', 'Get-Process -EA SilentlyContinue'],
  ['Get-ChildItem C:\\x -Recurse -Force', 'Get-ChildItem -Forc -Rec -Path C:\\x'],
])('judges %s and %s alike', (one, other) => {
  const [a, b] = [judgeWindowsLine(one), judgeWindowsLine(other)];
  expect([b.level, b.known, b.asks, b.sensitive]).toEqual([a.level, a.known, a.asks, a.sensitive]);
});

it.each([
  ' & calc',
  ' && calc',
  ' || calc',
  ' | calc',
  ' | cmd',
  ' ; calc',
  ' & del C:\\x',
  ' > C:\\x.txt',
  ' >> C:\\x.txt',
  ' | Out-File C:\\x.txt',
  ' | iex',
  ' | powershell -',
  ' $(calc)',
  ' (calc)',
  ' %COMSPEC%',
  ' `',
  ' ^',
  '\ncalc',
  ' < C:\\Windows\\repair\\SAM',
])('is never softened by %j behind a line', (tail) => {
  for (const line of LINES) {
    const before = judgeWindowsLine(line);
    const after = judgeWindowsLine(line + tail);
    expect([line, strictness(after) >= strictness(before)]).toEqual([line, true]);
  }
});

it.each([' & calc', ' && calc', ' | calc', '\ncalc', ' %COMSPEC%', ' ^', ' `', ' | iex', ' & del C:\\x'])(
  'lets nothing run alone with %j behind it',
  (tail) => {
    const text = LINES.filter((line) => runsAlone(judgeWindowsLine(line + tail)));
    expect(text).toEqual([]);
  },
);

it.each([
  ['cmd /c ', 'cmd'],
  ['cmd.exe /d /s /c ', 'cmd'],
  ['powershell -NoProfile -Command ', 'powershell'],
  ['pwsh -c ', 'powershell'],
] as const)(
  'is not softened by %s in front of it: it is as strict as the shell that is named',
  (prefix, shell) => {
    for (const line of LINES.filter((one) => !/["'$%^`{|&;<>]/.test(one))) {
      const inside = strictness(judgeWindowsLine(line, shell));
      expect([line, strictness(judgeWindowsLine(prefix + line)) >= inside]).toEqual([line, true]);
    }
  },
);

it('reads fifty thousand strings that make no sense, and falls over none', () => {
  const PIECES = [
    ...LINES.flatMap((line) => line.split(/(?<=[ |;{}()"'])/)),
    ...'|;&<>(){}[]$@`^%!"\',.:=+-*?#~\\/ \t\n_0aZ'.split(''),
    '$_',
    '@{',
    '$(',
    '--%',
    '2>&1',
    '-enc ',
    'calc',
    '\u2013',
    '\u201c',
    '\ud800',
  ];
  const times: number[] = [];
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(fc.constantFrom(...PIECES), { maxLength: 30 }).map((pieces) => pieces.join('')),
        fc.string({ unit: 'binary', maxLength: 80 }),
      ),
      (line) => {
        const start = performance.now();
        const outcome = judgeWindowsLine(line);
        times.push(performance.now() - start);
        expect(outcome.reasons.length).toBeGreaterThan(0);
      },
    ),
    { numRuns: 50_000 },
  );
  times.sort((a, b) => a - b);
  expect(times[Math.floor(times.length * 0.99)]).toBeLessThan(50);
}, 60_000);

it('lets no scrap of a harmless line run together with a program that nobody knows', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...HARMLESS),
      fc.nat(),
      fc.constantFrom('&', '|', '&&', '||', '\n'),
      (line, place, operator) => {
        const at = place % (line.length + 1);
        const outcome = judgeWindowsLine(
          `${line.slice(0, at)} ${operator} calc.exe ${operator} ${line.slice(at)}`,
        );
        const inQuotes = (line.slice(0, at).split('"').length - 1) % 2 === 1;
        if (!inQuotes) expect(runsAlone(outcome)).toBe(false);
      },
    ),
    { numRuns: 5_000 },
  );
});

it('holds back words that a shell would read in another way', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 4 }), (words) => {
      const outcome = judgeWindowsArgv(['dir', ...words]);
      if (words.some((word) => /["'`$%^!\u0000-\u001f]|[^ -~]/.test(word)))
        expect(runsAlone(outcome)).toBe(false);
    }),
    RUNS,
  );
});
