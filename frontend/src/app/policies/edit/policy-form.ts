import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { Card } from '../../ui/card';
import { Field } from '../../ui/field';
import { Segmented } from '../../ui/segmented';
import { TextInput } from '../../ui/text-input';
import { APPROVAL_NAMES, BREAKGLASS_REASONS, LEVELS, CAPTURE, SANDBOX, SELF_NAMES } from '../policies-words';
import { Draft } from './draft';
import { EDIT_WORDS } from './edit-words';
import { LISTS } from './row-columns';
import { withField } from './with-field';
import { RuleRows, type RuleRow } from './rule-rows';

const options = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));

/** The fields of a policy that most people need. What it does not know stays as it is. */
@Component({
  selector: 'lg-policy-form',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Field, RuleRows, Segmented, TextInput],
  templateUrl: './policy-form.html',
  styleUrl: './policy-form.css',
})
export class PolicyForm {
  protected readonly words = EDIT_WORDS;
  protected readonly lists = LISTS;
  protected readonly draft = inject(Draft);
  protected readonly levels = Object.entries(LEVELS).map(([value, { word }]) => ({ value, label: word }));
  protected readonly levelHelp = computed(
    () => LEVELS[this.text('level') as keyof typeof LEVELS]?.text ?? '',
  );
  protected readonly modes = options(APPROVAL_NAMES);
  protected readonly selves = options(SELF_NAMES);
  protected readonly sandboxes = [
    { value: 'preferred', label: 'Preferred' },
    { value: 'required', label: 'Required' },
  ];
  protected readonly sandboxHelp = computed(
    () => SANDBOX[this.text('sandbox') as keyof typeof SANDBOX] ?? '',
  );
  protected readonly captureHelp = computed(
    () => CAPTURE[this.text('capture') === 'required' ? 'required' : 'preferred'],
  );
  protected readonly answers = [
    { value: 'queue', label: 'waits for a person' },
    { value: 'deny', label: 'is refused' },
  ];
  protected readonly reasons = Object.entries(BREAKGLASS_REASONS);
  protected readonly appliesTo = [
    { value: 'change', label: 'changes' },
    { value: 'all', label: 'everything' },
  ];
  protected readonly missings = [
    { value: 'queue', label: 'waits for a person' },
    { value: 'ignore', label: 'does not count' },
  ];

  protected text(key: string): string {
    const value = this.draft.value()[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  protected lines(key: string): string {
    const value = this.draft.value()[key];
    return Array.isArray(value) ? value.join('\n') : '';
  }

  protected rows(key: string): readonly RuleRow[] {
    const value = this.draft.value()[key];
    return Array.isArray(value) ? (value as RuleRow[]) : [];
  }

  protected within(key: string): Readonly<Record<string, unknown>> {
    const value = this.draft.value()[key];
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  }

  protected inside(key: string, part: string): string {
    const value = this.within(key)[part];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  protected conditions(): readonly RuleRow[] {
    const value = this.within('capacity')['conditions'];
    return Array.isArray(value) ? (value as RuleRow[]) : [];
  }

  protected hasReason(reason: string): boolean {
    const value = this.within('breakglass')['allowed_reasons'];
    return Array.isArray(value) && value.includes(reason);
  }

  protected type(key: string, text: string): void {
    this.draft.set(key, text === '' ? undefined : text);
  }

  /** What is no number stays as it was typed, and is told to be wrong. */
  protected typeNumber(key: string, text: string): void {
    this.draft.set(key, numberOf(text));
  }

  /** Empty lines count only while they are typed: the last one is where the next begins. */
  protected typeLines(key: string, text: string): void {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    this.draft.set(key, lines.length > 0 ? lines : undefined);
  }

  protected list(key: string, rows: readonly RuleRow[]): void {
    this.draft.set(key, rows.length > 0 ? rows : undefined);
  }

  protected sandbox(value: string | undefined): void {
    this.draft.set('sandbox', value);
    // Upstream's flag says the same; one that says otherwise would only confuse.
    if (this.draft.value()['sandbox_required'] !== undefined)
      this.draft.set('sandbox_required', value === 'required');
  }

  protected rate(part: 'per_probe' | 'per_tenant' | 'then', text: string): void {
    const rate = withField(this.within('rate'), part, part === 'then' ? text : numberOf(text));
    const isEmpty = rate['per_probe'] === undefined && rate['per_tenant'] === undefined;
    this.draft.set('rate', isEmpty ? undefined : rate);
  }

  protected capacity(part: string, value: unknown): void {
    const capacity = withField(this.within('capacity'), part, value);
    const { conditions } = capacity;
    this.draft.set('capacity', Array.isArray(conditions) && conditions.length > 0 ? capacity : undefined);
  }

  protected glass(part: string, value: unknown): void {
    this.draft.set('breakglass', withField(this.within('breakglass'), part, value));
  }

  protected turnReason(reason: string): void {
    const reasons = this.reasons.map(([one]) => one);
    this.glass(
      'allowed_reasons',
      reasons.filter((one) => (one === reason ? !this.hasReason(one) : this.hasReason(one))),
    );
  }
}

function numberOf(text: string): number | string | undefined {
  const tidy = text.trim();
  if (tidy === '') return undefined;
  return /^-?\d+(\.\d+)?$/.test(tidy) ? Number(tidy) : tidy;
}
