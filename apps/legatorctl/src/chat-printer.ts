import { record, rows, text } from './answers.js';
import type { Terminal } from './terminal.js';
import { outputsOf } from './run-outputs.js';
import { clean, plainText } from './terminal.js';

type Row = Record<string, unknown>;

/** A choice of a question, as it is sent when somebody takes it. */
export interface OfferedChoice {
  readonly value: string;
  readonly target?: string;
  readonly confirmed_targets?: number;
  readonly confirmation?: string;
}

/**
 * Prints a turn while it comes: its words as they are said, each command in a line and what it printed below. Nothing in
 * it moves the cursor.
 */
export class ChatPrinter {
  /** Of the question that ended the turn, if one did. */
  choices: OfferedChoice[] = [];
  readonly approvals: string[] = [];
  private inText = false;
  private readonly shown = new Map<string, string>();

  constructor(
    private readonly terminal: Terminal,
    private readonly server: string,
  ) {}

  heard(event: Row): void {
    switch (event['type']) {
      case 'chunk':
        return this.say(text(event['chunk']));
      case 'part':
        return this.part(record(event['part']));
      case 'queued':
        return this.note(`Waits behind ${text(event['ahead'])} others.`);
      case 'approval':
        return this.approval(event);
      case 'error':
        return this.note(`${text(event['message'])} (${text(event['code'])})`);
    }
  }

  /** Prints nothing, and keeps what a program is told at the end. */
  remember(event: Row): void {
    const id = text(event['id']);
    if (event['type'] === 'approval' && !this.approvals.includes(id)) this.approvals.push(id);
  }

  /** Ends the line that is being said. */
  end(): void {
    if (this.inText) this.terminal.line();
    this.inText = false;
  }

  private say(words: string): void {
    if (words === '') return;
    this.terminal.write(plainText(words));
    this.inText = !words.endsWith('\n');
  }

  private part(part: Row): void {
    switch (part['type']) {
      case 'run':
        return this.run(part);
      case 'plan':
        return this.plan(part);
      case 'table':
        return this.table(part);
      case 'question':
        return this.question(part);
      case 'notice':
        return this.note(text(part['text']));
      case 'source':
        return this.line(this.terminal.colour('dim', clean(text(part['text']))));
    }
  }

  private run(part: Row, before = ''): void {
    const targets = rows(part['targets']);
    const sums = countsOf(part);
    const states = [...sums.keys()];
    if (states.includes('running')) return;
    const counts = [...sums].map(([state, count]) => `${count} ${state}`);
    const time = typeof part['duration_ms'] === 'number' ? `, ${Math.round(part['duration_ms'])} ms` : '';
    const colour = states.every((s) => s === 'succeeded')
      ? 'green'
      : states.includes('waiting')
        ? 'yellow'
        : 'red';
    const why = targets.flatMap(({ note }) => (typeof note === 'string' ? [note] : []))[0];
    const outcome = `${counts.join(', ') || 'no probes'}${time}`;
    this.once(
      text(part['step_id']) || before,
      `${before}${clean(text(part['command']))} on ${clean(text(part['target']))}: ${this.terminal.colour(colour, clean(outcome))}` +
        (why && colour !== 'green' ? ` (${clean(why)})` : ''),
      outputsOf(part),
    );
  }

  private plan(part: Row): void {
    rows(part['steps']).forEach((step, at) => {
      const state = text(step['state']);
      if (state === 'planned' || state === 'running') return;
      const line = `${at + 1}. ${clean(text(step['title']))}: ${clean(text(step['command']))}: ${clean(state)}`;
      this.once(`${text(part['step_id'])} ${at}`, line, outputsOf(record(step['run'])));
    });
  }

  /** What is the same as before is not said again. */
  private once(key: string, line: string, outputs: readonly string[]): void {
    const all = [line, ...outputs].join('\n');
    if (this.shown.get(key) === all) return;
    this.shown.set(key, all);
    this.line(`${this.terminal.colour('dim', '$')} ${line}`);
    for (const output of outputs) this.terminal.line(output);
  }

  private table(part: Row): void {
    this.end();
    const cells = Array.isArray(part['rows']) ? part['rows'] : [];
    this.terminal.table(
      rows(part['columns']).map(({ title }) => clean(text(title))),
      cells.map((row) => rows(row).map((cell) => text(cell['text']))),
    );
    if (Number(part['more']) > 0) this.terminal.line(`and ${Number(part['more'])} more`);
  }

  private question(part: Row): void {
    this.line(plainText(text(part['question'])));
    this.choices = rows(part['choices']).map(({ value, target, confirmed_targets, confirmation }) => ({
      value: text(value),
      ...(typeof target === 'string' ? { target } : {}),
      ...(typeof confirmed_targets === 'number' ? { confirmed_targets } : {}),
      ...(typeof confirmation === 'string' ? { confirmation } : {}),
    }));
    rows(part['choices']).forEach(({ label }, at) => this.line(`  ${at + 1}) ${clean(text(label))}`));
  }

  private approval(event: Row): void {
    const id = clean(text(event['id']));
    if (this.approvals.includes(id)) return;
    this.approvals.push(id);
    this.note(`It waits for approval ${id}: ${text(event['summary'])}`);
    this.note(
      `Someone who may approve decides in the console, ${this.server}/approvals, or with: legatorctl approvals approve ${id}`,
    );
  }

  private line(line: string): void {
    this.end();
    this.terminal.line(line);
  }

  private note(words: string): void {
    this.end();
    this.terminal.note(clean(words));
  }
}

/** How many hosts of a run stand how: of many only some are named. */
function countsOf(run: Row): Map<string, number> {
  const named = rows(run['targets']).map(({ state }) => ({ state, count: 1 }));
  const sums = new Map<string, number>();
  for (const { state, count } of [...named, ...rows(run['more_targets'])])
    sums.set(text(state), (sums.get(text(state)) ?? 0) + Number(count));
  return sums;
}
