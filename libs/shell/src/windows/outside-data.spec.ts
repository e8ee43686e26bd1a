import { existsSync, readFileSync } from 'node:fs';
import { judgeWindowsLine } from './judge-windows.js';
import { runsAlone } from './outcome.js';

/** What people outside have collected. It is measured against where it is, and never copied. */
const FOLDER = process.env['LEGATOR_TEST_DATA'];
const has = (name: string) => FOLDER !== undefined && existsSync(`${FOLDER}/commands/${name}`);
const missing = ['LOLBAS.jsonl', 'atomic-red-team.jsonl'].filter((name) => !has(name));
if (missing.length > 0) {
  process.stderr.write(`SKIPPED: ${missing.join(', ')} not found; LEGATOR_TEST_DATA names the folder.\n`);
}

interface Row {
  command: string;
  shell?: string;
}

function lines(name: string): string[] {
  const rows = readFileSync(`${FOLDER}/commands/${name}`, 'utf8')
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as Row);
  const windows = rows.filter(({ shell }) => shell === undefined || /powershell|command_prompt/.test(shell));
  const all = windows.flatMap(({ command }) => [command, ...command.split('\n')]).map((line) => line.trim());
  return [...new Set(all)].filter((line) => line !== '');
}

function reading(line: string): boolean {
  const outcome = judgeWindowsLine(line);
  return runsAlone(outcome) && outcome.level !== 'remediate';
}

(missing.length === 0 ? describe : describe.skip)('beside what others have collected', () => {
  it('lets almost none of the ways to misuse programs of Windows run as reading', () => {
    const all = lines('LOLBAS.jsonl');
    const granted = all.filter(reading);
    expect(all.length).toBeGreaterThan(250);
    // One of them lists sessions, and is there since a file beside it may have its name.
    expect(granted.length).toBeLessThanOrEqual(1);
    expect(all.filter((line) => runsAlone(judgeWindowsLine(line)) && !reading(line))).toEqual([]);
  });

  it('lets no part of an attack run as reading that brings, starts, changes or sends anything', () => {
    const all = lines('atomic-red-team.jsonl');
    const granted = all.filter(reading);
    const acting =
      /\b(invoke-|start-process|new-object|downloadstring|set-(?!location)|remove-|add-|iex|iwr|copy|move|del|schtasks \/create|sc(\.exe)? (create|config)|reg(\.exe)? (add|delete|save)|net user \S+ \S+ \/add|rundll32|regsvr32|mshta|certutil|bitsadmin|wscript|cscript)/i;
    expect(all.length).toBeGreaterThan(2_000);
    expect(granted.filter((line) => acting.test(line) && !/^(echo|write-(host|output))/i.test(line))).toEqual(
      [],
    );
    expect(granted.length / all.length).toBeLessThan(0.1);
  });
});
