import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Machine } from './machine.js';

export interface Aim {
  readonly at: 'most' | 'least';
  readonly value: number;
}

/** One line of the table. */
export interface Row {
  readonly scenario: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly aim?: Aim;
}

export const atMost = (value: number): Aim => ({ at: 'most', value });
export const atLeast = (value: number): Aim => ({ at: 'least', value });

/** What was measured, printed as it comes and kept in a file at the end. */
export class Report {
  readonly rows: Row[] = [];
  private readonly failures: { scenario: string; message: string }[] = [];

  add(scenario: string, what: string, value: number, unit: string, aim?: Aim): void {
    const row = { scenario, what, value, unit, ...(aim ? { aim } : {}) };
    this.rows.push(row);
    console.log(`  ${line(row)}`);
  }

  failed(scenario: string, error: unknown): void {
    this.failures.push({ scenario, message: (error as Error).message });
    console.error(`  ${scenario} could not be measured:`, error);
  }

  get crashed(): boolean {
    return this.failures.length > 0;
  }

  print(machine: Machine): void {
    console.log(`\n${describe(machine)}\n`);
    for (const row of this.rows) console.log(line(row));
    const missed = this.rows.filter((row) => row.aim && !isMet(row));
    for (const { scenario, message } of this.failures) console.log(`CRASHED ${scenario}: ${message}`);
    if (missed.length === 0) return void console.log('\nEvery aim was met.');
    console.log(`\nMISSED ${missed.length} of ${this.rows.filter(({ aim }) => aim).length} aims:`);
    for (const row of missed) console.log(`  ${line(row)}`);
  }

  /** @returns the file */
  async write(folder: string, machine: Machine, options: unknown): Promise<string> {
    await mkdir(folder, { recursive: true });
    const file = join(folder, `${machine.at.replaceAll(':', '').slice(0, 17)}.json`);
    const rows = this.rows.map((row) => (row.aim ? { ...row, met: isMet(row) } : row));
    await writeFile(
      file,
      `${JSON.stringify({ machine, options, rows, failures: this.failures }, undefined, 2)}\n`,
    );
    return file;
  }
}

export function isMet({ value, aim }: Row): boolean {
  if (!aim) return true;
  return aim.at === 'most' ? value <= aim.value : value >= aim.value;
}

function line(row: Row): string {
  const { scenario, what, value, unit, aim } = row;
  const wanted = aim ? `${aim.at === 'most' ? '≤' : '≥'} ${readable(aim.value)} ${unit}` : '';
  const verdict = aim ? (isMet(row) ? 'met' : 'MISSED') : '';
  const columns = [
    scenario.padEnd(12),
    what.padEnd(58),
    `${readable(value)} ${unit}`.padEnd(20),
    wanted.padEnd(20),
  ];
  return `${columns.join(' ')} ${verdict}`.trimEnd();
}

function readable(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits });
}

function describe({ at, cores, cpu, memoryGiB, node, postgres, commit }: Machine): string {
  return `${at}  ${cores} × ${cpu}, ${memoryGiB} GiB, Node ${node}, ${postgres}, commit ${commit}`;
}
