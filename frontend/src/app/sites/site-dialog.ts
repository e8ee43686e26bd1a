import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, computed, inject, signal } from '@angular/core';
import type { ApiError } from '../core/api-error';
import { toApiError } from '../core/api-errors';
import { errorWords } from '../core/error-words';
import { Loaded } from '../core/loaded';
import { Session } from '../core/session';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { TextInput } from '../ui/text-input';
import { visibleText } from '../ui/visible-text';
import { SITE_WORDS } from './site-words';
import { SitesApi } from './sites-api';

export interface SiteDialogData {
  readonly count: number;
  /** Where all of them are now, if that is one place. */
  readonly site?: string | undefined;
  /** Some of them are in a site. */
  readonly isInside: boolean;
}

/** Where the probes go; no id takes them out. */
export interface SiteChoice {
  readonly id: string | null;
  readonly name: string;
}

/** Which site probes are put into: one there is, none, or one that is made here. Closes with the choice. */
@Component({
  selector: 'lg-site-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, Icon, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.choose(data.count)">
      <lg-field [label]="words.field" [help]="words.help" [error]="problem()">
        <input
          lgInput
          autocomplete="off"
          spellcheck="false"
          maxlength="80"
          [value]="draft()"
          (input)="typed($any($event.target).value)"
          (keydown.enter)="entered($event)"
        />
      </lg-field>
      @if (sites.error(); as error) {
        <lg-failure plain [error]="error" (retry)="sites.load()" />
      }
      <div role="group" [attr.aria-label]="words.sites" class="sites">
        @for (site of found(); track site.id) {
          <button
            type="button"
            [attr.aria-pressed]="site.id === data.site"
            (click)="dialog.close({ id: site.id, name: site.name })"
          >
            <lg-icon name="map-pin" [size]="15" />
            <bdi class="ellipsis">{{ seen(site.name) }}</bdi>
            <span class="quiet small num">{{ words.probes(site.probes) }}</span>
          </button>
        }
        @if (isNew() && mayMake()) {
          <button type="button" [disabled]="busy()" (click)="make()">
            <lg-icon name="plus" [size]="15" />
            <bdi class="ellipsis">{{ words.make(seen(draft().trim())) }}</bdi>
          </button>
        } @else if (isNew() && found().length === 0 && sites.value()) {
          <p class="quiet small">{{ words.mayNotMake }}</p>
        }
      </div>
      <button dialog-actions lgButton (click)="dialog.close()">Cancel</button>
      @if (data.isInside) {
        <button dialog-actions lgButton variant="danger" (click)="dialog.close({ id: null, name: '' })">
          {{ words.take }}
        </button>
      }
    </lg-dialog>
  `,
  styles: `
    .sites {
      display: flex;
      flex-direction: column;
      gap: 2px;
      max-height: 320px;
      overflow-y: auto;
    }
    .sites button {
      display: flex;
      gap: 8px;
      align-items: center;
      min-height: 36px;
      padding: 0 8px;
      border: 1px solid transparent;
      border-radius: var(--r-s);
      background: none;
      color: var(--t1);
      font: var(--fs-13);
      text-align: start;
      cursor: pointer;
    }
    .sites button:hover {
      background: var(--s3);
    }
    .sites button[aria-pressed='true'] {
      border-color: var(--line-strong);
    }
    .sites button span {
      flex: none;
      margin-inline-start: auto;
    }
    @media (pointer: coarse) {
      .sites button {
        min-height: 44px;
      }
    }
  `,
})
export class SiteDialog {
  protected readonly words = SITE_WORDS;
  protected readonly seen = visibleText;
  protected readonly data = inject<SiteDialogData>(DIALOG_DATA);
  protected readonly dialog = inject<DialogRef<SiteChoice>>(DialogRef);
  protected readonly mayMake = computed(() => this.session.may('site:manage'));
  protected readonly draft = signal('');
  protected readonly busy = signal(false);
  private readonly session = inject(Session);
  private readonly api = inject(SitesApi);
  private readonly error = signal<ApiError | undefined>(undefined);
  protected readonly sites = new Loaded(() => this.api.list());
  protected readonly problem = computed(() => {
    const error = this.error();
    return error ? error.message || errorWords(error).title : '';
  });
  protected readonly found = computed(() => {
    const text = this.draft().trim().toLowerCase();
    return (this.sites.value()?.sites ?? []).filter(
      ({ id, name }) => id.includes(text) || name.toLowerCase().includes(text),
    );
  });
  protected readonly isNew = computed(() => {
    const text = this.draft().trim().toLowerCase();
    return text !== '' && !this.found().some(({ id, name }) => id === text || name.toLowerCase() === text);
  });

  constructor() {
    void this.sites.load();
  }

  protected typed(text: string): void {
    this.draft.set(text);
    this.error.set(undefined);
  }

  /** What is typed in full, or the only one that is left. */
  protected entered(event: Event): void {
    event.preventDefault();
    const text = this.draft().trim().toLowerCase();
    const found = this.found();
    const exact = found.find(({ id, name }) => id === text || name.toLowerCase() === text);
    const meant = exact ?? (text !== '' && found.length === 1 ? found[0] : undefined);
    if (meant) this.dialog.close({ id: meant.id, name: meant.name });
    else if (found.length === 0 && this.isNew() && this.mayMake()) void this.make();
  }

  protected async make(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    try {
      const { id, name } = await this.api.create(this.draft().trim());
      this.dialog.close({ id, name });
    } catch (cause) {
      this.error.set(toApiError(cause));
    } finally {
      this.busy.set(false);
    }
  }
}
