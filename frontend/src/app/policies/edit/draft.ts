import { DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { toApiError } from '../../core/api-errors';
import type { PolicyInput } from '../../core/api/models';
import { documentText, ordered } from '../document-text';
import { SimulationApi } from '../try/simulation-api';
import { withField } from './with-field';
import { type Problem, problemAt, problemsOf, syntaxProblem } from './problems';

const PAUSE_MS = 300;
/** Judged by the draft, to hear what is wrong with it. Any command would do. */
const PROBE_LINE = 'true';

export type DraftValue = Readonly<Record<string, unknown>>;

/** A template while it is written: as fields and as text, which are always the same; and what is wrong with it. */
@Injectable()
export class Draft {
  private readonly api = inject(SimulationApi);
  private readonly started = signal<DraftValue>({});
  private readonly current = signal<DraftValue>({});
  private readonly typed = signal('');
  private readonly wrong = signal<readonly Problem[]>([]);
  private readonly broken = signal('');
  private readonly busy = signal(false);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private turn = 0;
  /** False for who may not try commands: then faults show when it is saved. */
  mayCheck = true;

  readonly value = this.current.asReadonly();
  readonly text = this.typed.asReadonly();
  /** Where the text is no JSON. */
  readonly syntax = this.broken.asReadonly();
  readonly problems = this.wrong.asReadonly();
  readonly isChecking = this.busy.asReadonly();
  readonly isBad = computed(() => this.broken() !== '' || this.wrong().length > 0);
  readonly before = computed(() => documentText(this.started()));
  readonly isChanged = computed(() => documentText(this.current()) !== this.before() || this.broken() !== '');
  /** What is sent: as the API takes it, if it does. */
  readonly input = computed(() => this.current() as unknown as PolicyInput);

  constructor() {
    inject(DestroyRef).onDestroy(() => this.stop());
  }

  begin(document: object, change: DraftValue = {}): void {
    this.started.set(ordered(document));
    this.wrong.set([]);
    this.take({ ...ordered(document), ...change });
  }

  /** Without a value the field is left out. */
  set(key: string, value: unknown): void {
    this.take(withField(this.current(), key, value));
  }

  /** From the text view: what is no JSON object changes nothing but the text. */
  write(text: string): void {
    this.typed.set(text);
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new Error('This is no object.');
      this.broken.set('');
      this.current.set(value as DraftValue);
      this.later();
    } catch (cause) {
      this.broken.set(syntaxProblem(text, cause));
      this.stop();
    }
  }

  problemAt(path: string): string {
    return problemAt(this.wrong(), path);
  }

  /** What was said about it elsewhere, when it was saved. */
  refuse(problems: readonly Problem[]): void {
    this.wrong.set(problems);
  }

  /**
   * From here on a change of another document: what was changed stays so, all else is as it is there.
   * @returns fields that were changed there as well
   */
  rebase(document: object): readonly string[] {
    const [was, mine, theirs] = [this.started(), this.current(), ordered(document)];
    const differs = (a: DraftValue, b: DraftValue) => (key: string) =>
      documentText({ key: a[key] }) !== documentText({ key: b[key] });
    const changed = [...new Set([...Object.keys(was), ...Object.keys(mine)])].filter(differs(was, mine));
    const kept = Object.fromEntries(changed.map((key) => [key, mine[key]]));
    this.started.set(theirs);
    this.take({ ...theirs, ...kept });
    return changed.filter(differs(was, theirs)).filter(differs(mine, theirs));
  }

  saved(): void {
    this.started.set(this.current());
  }

  private take(value: DraftValue): void {
    const next = ordered(value);
    this.current.set(next);
    this.typed.set(JSON.stringify(next, null, 2));
    this.broken.set('');
    this.later();
  }

  private later(): void {
    this.stop();
    if (!this.mayCheck) return this.wrong.set([]);
    this.busy.set(true);
    this.timer = setTimeout(() => void this.check(), PAUSE_MS);
  }

  private async check(): Promise<void> {
    const turn = ++this.turn;
    const found = await this.ask();
    if (turn !== this.turn) return;
    this.busy.set(false);
    if (found) this.wrong.set(found);
  }

  /** Nothing where it cannot be told now: saving tells. */
  private async ask(): Promise<readonly Problem[] | undefined> {
    try {
      await this.api.decide(PROBE_LINE, { document: this.input() }, {});
      return [];
    } catch (cause) {
      return problemsOf(toApiError(cause));
    }
  }

  private stop(): void {
    this.turn++;
    clearTimeout(this.timer);
    this.busy.set(false);
  }
}
