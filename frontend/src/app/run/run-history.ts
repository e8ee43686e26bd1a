import { Injectable } from '@angular/core';
import { keptForOwner } from '../core/kept';

const KEPT = 20;
/** A script that was pasted once is not worth keeping. */
const LONGEST = 2_000;

/** The last command lines of this person, newest first, in this browser only. */
@Injectable({ providedIn: 'root' })
export class RunHistory {
  private readonly lines = keptForOwner<readonly string[]>('commands', [], isLines);

  readonly all = this.lines.value;

  add(line: string): void {
    const text = line.trim();
    if (!text || text.length > LONGEST) return;
    this.lines.set([text, ...this.all().filter((one) => one !== text)].slice(0, KEPT));
  }

  clear(): void {
    this.lines.set([]);
  }
}

function isLines(found: unknown): found is readonly string[] {
  return Array.isArray(found) && found.every((one) => typeof one === 'string');
}
