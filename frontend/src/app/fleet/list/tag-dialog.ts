import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import { LgButton } from '../../ui/button';
import { DialogFrame } from '../../ui/dialog-frame';
import { Field } from '../../ui/field';
import { Tag } from '../../ui/tag';
import { TextInput } from '../../ui/text-input';
import { visibleText } from '../../ui/visible-text';
import { FleetListApi } from './fleet-list-api';
import { BULK } from './fleet-words';

export interface TagDialogData {
  readonly count: number;
  /** What the selected ones carry, as far as it is known. */
  readonly tags: readonly string[];
}

export interface TagChange {
  readonly add: string[];
  readonly remove: string[];
}

const SHOWN = 12;

/** Which tags are added to and removed from the selected probes. Closes with the change. */
@Component({
  selector: 'lg-tag-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Field, LgButton, Tag, TextInput],
  template: `
    <lg-dialog [title]="words.tagTitle(data.count)">
      <lg-field [label]="words.addField" [help]="words.addHelp" [error]="error()">
        <input
          lgInput
          autocomplete="off"
          autocapitalize="off"
          spellcheck="false"
          [value]="draft()"
          (input)="typed($any($event.target).value)"
          (keydown.enter)="entered($event)"
          (keydown.backspace)="back()"
        />
      </lg-field>
      @if (add().length > 0) {
        <p class="tags">
          @for (tag of add(); track tag) {
            <lg-tag [text]="seen(tag)" removable (removed)="take(tag)" />
          }
        </p>
      }
      @if (offered().length > 0) {
        <div role="group" [attr.aria-label]="words.known" class="tags">
          @for (tag of offered(); track tag.value) {
            <button type="button" class="offer" (click)="give(tag.value)">
              <bdi class="ellipsis">{{ seen(tag.value) }}</bdi> <span class="num">{{ tag.count }}</span>
            </button>
          }
        </div>
      }
      @if (data.tags.length > 0) {
        <fieldset>
          <legend>{{ words.removeField }}</legend>
          <div class="tags">
            @for (tag of data.tags; track tag) {
              <label>
                <input type="checkbox" [checked]="remove().includes(tag)" (change)="toggle(tag)" />
                <bdi class="ellipsis">{{ seen(tag) }}</bdi>
              </label>
            }
          </div>
        </fieldset>
      }
      <button dialog-actions lgButton (click)="dialog.close()">Cancel</button>
      <button dialog-actions lgButton variant="primary" (click)="apply()">{{ words.apply }}</button>
    </lg-dialog>
  `,
  host: { '(keydown.control.enter)': 'apply()', '(keydown.meta.enter)': 'apply()' },
  styles: `
    .tags {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
      min-width: 0;
    }
    .offer,
    label {
      display: inline-flex;
      gap: 5px;
      align-items: center;
      max-width: 100%;
      min-height: 24px;
      padding: 0 8px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-s);
      background: none;
      color: var(--t1);
      font: var(--fs-12);
      cursor: pointer;
    }
    .offer:hover,
    label:hover {
      background: var(--s3);
    }
    .offer span {
      color: var(--t2);
    }
    fieldset {
      min-width: 0;
      margin: 0;
      padding: 0;
      border: 0;
    }
    legend {
      margin-bottom: 6px;
      padding: 0;
      font: 550 12px/18px var(--sans);
    }
    @media (pointer: coarse) {
      .offer,
      label {
        min-height: 44px;
      }
    }
  `,
})
export class TagDialog {
  protected readonly words = BULK;
  protected readonly seen = visibleText;
  protected readonly data = inject<TagDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<TagChange>>(DialogRef);
  private readonly api = inject(FleetListApi);
  protected readonly draft = signal('');
  protected readonly add = signal<readonly string[]>([]);
  protected readonly remove = signal<readonly string[]>([]);
  protected readonly error = signal('');
  private readonly known = signal<readonly { value: string; count: number }[]>([]);
  protected readonly offered = computed(() =>
    this.known()
      .filter(({ value }) => !this.add().includes(value))
      .slice(0, SHOWN),
  );
  private asked = 0;

  constructor() {
    void this.look('');
  }

  protected typed(text: string): void {
    this.error.set('');
    const parts = text.split(',');
    const rest = parts.pop() ?? '';
    for (const part of parts) this.give(part);
    this.draft.set(rest);
    void this.look(rest.trim());
  }

  protected entered(event: Event): void {
    if ((event as KeyboardEvent).ctrlKey || (event as KeyboardEvent).metaKey) return;
    event.preventDefault();
    this.give(this.draft());
  }

  protected back(): void {
    if (this.draft() === '') this.add.update((tags) => tags.slice(0, -1));
  }

  protected give(text: string): void {
    const tag = text.trim().toLowerCase();
    this.draft.set('');
    if (!tag || this.add().includes(tag)) return;
    this.add.update((tags) => [...tags, tag]);
    this.remove.update((tags) => tags.filter((one) => one !== tag));
  }

  protected take(tag: string): void {
    this.add.update((tags) => tags.filter((one) => one !== tag));
  }

  protected toggle(tag: string): void {
    this.remove.update((tags) => (tags.includes(tag) ? tags.filter((one) => one !== tag) : [...tags, tag]));
    this.take(tag);
  }

  protected apply(): void {
    this.give(this.draft());
    const change = { add: [...this.add()], remove: [...this.remove()] };
    if (change.add.length + change.remove.length === 0) this.error.set(BULK.nothing);
    else this.dialog.close(change);
  }

  /** Without an answer one types. */
  private async look(prefix: string): Promise<void> {
    const asked = ++this.asked;
    const values = await this.api.values('tag', prefix).catch(() => []);
    if (asked === this.asked) this.known.set(values);
  }
}
