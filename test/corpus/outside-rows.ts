import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Platform } from './corpus-row.js';
import { hasMutatingConstruct } from './mutating-construct.js';

/** Rows of a public collection that are measured together; `aim` is about the share that runs unattended. */
export interface OutsideGroup {
  collection: string;
  part: string;
  platform: Platform;
  lines: string[];
  aim?: { atMost: number } | { atLeast: number };
}

interface OutsideRow {
  command: string;
  function?: string;
  shell?: string;
  expected?: string;
}

/** Reads the collections below `folder/commands`; undefined where there are none. */
export function readOutside(folder: string): OutsideGroup[] | undefined {
  const commands = join(folder, 'commands');
  if (!existsSync(commands)) return undefined;
  const read = (name: string): OutsideRow[] => {
    const path = join(commands, `${name}.jsonl`);
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').split('\n');
    return lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as OutsideRow);
  };
  return [
    ...gtfoBins(read('GTFOBins.github.io')),
    ...guard(read('destructive_command_guard')),
    ...nl2Bash(read('nl2bash')),
    ...byPart('LOLBAS', read('LOLBAS'), 'windows', (row) => row.function),
    ...atomic(read('atomic-red-team')),
  ].filter(({ lines }) => lines.length > 0);
}

function gtfoBins(rows: OutsideRow[]): OutsideGroup[] {
  const other = rows.filter((row) => row.function !== 'file-read');
  return [
    { ...group('GTFOBins', 'all but file-read', 'linux', other), aim: { atMost: 0.005 } },
    ...byPart('GTFOBins', rows, 'linux', (row) => row.function),
  ];
}

function guard(rows: OutsideRow[]): OutsideGroup[] {
  return byPart('command guard', rows, 'linux', (row) => row.expected ?? 'not said').map((found) =>
    found.part === 'deny' ? { ...found, aim: { atMost: 0 } } : found,
  );
}

function nl2Bash(rows: OutsideRow[]): OutsideGroup[] {
  const changing = rows.filter(({ command }) => hasMutatingConstruct(command));
  const reading = rows.filter(({ command }) => !hasMutatingConstruct(command));
  return [
    { ...group('NL2Bash', 'without a mutating construct', 'linux', reading), aim: { atLeast: 0.65 } },
    group('NL2Bash', 'with one', 'linux', changing),
  ];
}

function atomic(rows: OutsideRow[]): OutsideGroup[] {
  const windows = (row: OutsideRow): boolean => row.shell === 'powershell' || row.shell === 'command_prompt';
  return [
    ...byPart('Atomic Red Team', rows.filter(windows), 'windows', (row) => row.shell),
    ...byPart(
      'Atomic Red Team',
      rows.filter((row) => !windows(row)),
      'linux',
      (row) => row.shell,
    ),
  ];
}

function byPart(
  collection: string,
  rows: OutsideRow[],
  platform: Platform,
  part: (row: OutsideRow) => string | undefined,
): OutsideGroup[] {
  const parts = Map.groupBy(rows, (row) => part(row) ?? 'other');
  return [...parts].map(([name, some]) => group(collection, name, platform, some));
}

function group(collection: string, part: string, platform: Platform, rows: OutsideRow[]): OutsideGroup {
  return { collection, part, platform, lines: rows.map(({ command }) => command) };
}
