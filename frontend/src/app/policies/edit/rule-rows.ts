import { ChangeDetectionStrategy, Component, ElementRef, inject, input, output } from '@angular/core';
import { LgButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon-button';
import { TextInput } from '../../ui/text-input';
import { DAYS } from '../policies-words';
import { EDIT_WORDS } from './edit-words';
import { type Problem, problemAt } from './problems';
import { withField } from './with-field';
import type { RowColumn } from './row-columns';

export type RuleRow = Readonly<Record<string, unknown>>;

/** A list of rules of one kind, a row for each; what is wrong stands at its row. */
@Component({
  selector: 'lg-rule-rows',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, IconButton, LgButton, TextInput],
  templateUrl: './rule-rows.html',
  styleUrl: './rule-rows.css',
})
export class RuleRows {
  readonly label = input.required<string>();
  readonly help = input('');
  readonly add = input.required<string>();
  readonly columns = input.required<readonly RowColumn[]>();
  readonly rows = input.required<readonly RuleRow[]>();
  /** A new row. */
  readonly fresh = input<RuleRow>({});
  /** Where the list stands in the policy, and what is wrong there. */
  readonly path = input.required<string>();
  readonly problems = input<readonly Problem[]>([]);
  readonly changed = output<readonly RuleRow[]>();

  protected readonly words = EDIT_WORDS;
  protected readonly days = Object.entries(DAYS);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  protected problemOf(row: number): string {
    return problemAt(this.problems(), `${this.path()}.${row}`);
  }

  protected own(): string {
    return this.problems().find(({ path }) => path === this.path())?.message ?? '';
  }

  protected isBad(row: number, key: string): true | null {
    return problemAt(this.problems(), `${this.path()}.${row}.${key}`) === '' ? null : true;
  }

  protected textOf(row: RuleRow, { key, fallback }: RowColumn): string {
    const value = row[key] ?? fallback ?? '';
    return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  }

  protected type(at: number, { key, kind }: RowColumn, text: string): void {
    const isNumber = kind === 'number' && text.trim() !== '' && Number.isFinite(Number(text));
    this.put(at, key, text === '' ? undefined : isNumber ? Number(text) : text);
  }

  protected has(row: RuleRow, key: string, day: string): boolean {
    const days = row[key];
    return Array.isArray(days) && days.includes(day);
  }

  protected turn(at: number, key: string, day: string): void {
    const row = this.rows()[at]!;
    const isOn = this.has(row, key, day);
    const days = this.days
      .map(([one]) => one)
      .filter((one) => (one === day ? !isOn : this.has(row, key, one)));
    this.put(at, key, days);
  }

  protected more(): void {
    this.changed.emit([...this.rows(), this.fresh()]);
    // Once the row is there, its first field is the next thing to do.
    setTimeout(() =>
      [...this.host.querySelectorAll<HTMLElement>('.row')]
        .at(-1)
        ?.querySelector<HTMLElement>('input, select')
        ?.focus(),
    );
  }

  protected remove(at: number): void {
    this.changed.emit(this.rows().filter((_, place) => place !== at));
    this.host.querySelector<HTMLElement>('.add')?.focus();
  }

  private put(at: number, key: string, value: unknown): void {
    this.changed.emit(this.rows().map((row, place) => (place === at ? withField(row, key, value) : row)));
  }
}
