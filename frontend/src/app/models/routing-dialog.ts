import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import {
  ChangeDetectionStrategy,
  Component,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  inject,
  signal,
  viewChild,
} from '@angular/core';
import type { ModelProfileView, ModelRouting } from '../core/api/models';
import { Sending } from '../core/sending';
import { Announcer } from '../ui/announcer';
import { LgButton } from '../ui/button';
import { DialogFrame } from '../ui/dialog-frame';
import { Failure } from '../ui/failure';
import { Field } from '../ui/field';
import { IconButton } from '../ui/icon-button';
import { TextInput } from '../ui/text-input';
import { Toasts } from '../ui/toasts';
import { visibleText } from '../ui/visible-text';
import { ModelsApi } from './models-api';
import { FEATURE_NAMES, MODELS_WORDS, type Routed } from './models-words';

interface RoutingWish {
  readonly feature: Routed;
  readonly routing: ModelRouting;
  readonly profiles: readonly ModelProfileView[];
}

/** The order in which models are asked for one use. Closes with true once it is saved. */
@Component({
  selector: 'lg-routing-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, IconButton, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.dialog(name)">
      <p class="soft">{{ words.dialogText }}</p>
      <ol #list tabindex="-1" [attr.aria-label]="words.dialog(name)">
        @for (row of rows(); track row.id; let at = $index, isFirst = $first, isLast = $last) {
          <li>
            <span class="num quiet" aria-hidden="true">{{ at + 1 }}</span>
            <span class="who"
              ><bdi>{{ row.name }}</bdi> <span class="quiet small">{{ row.place }}</span></span
            >
            <button
              lgIconButton
              size="compact"
              icon="arrow-up"
              [aria-label]="words.up(row.name)"
              [attr.aria-disabled]="isFirst || null"
              (click)="move(at, -1, $event)"
            ></button>
            <button
              lgIconButton
              size="compact"
              icon="arrow-down"
              [aria-label]="words.down(row.name)"
              [attr.aria-disabled]="isLast || null"
              (click)="move(at, 1, $event)"
            ></button>
            <button
              lgIconButton
              size="compact"
              icon="x"
              [aria-label]="words.remove(row.name)"
              (click)="remove(at)"
            ></button>
          </li>
        } @empty {
          <li class="quiet">{{ words.empty }}</li>
        }
      </ol>
      @if (others().length > 0) {
        <div class="add">
          <lg-field [label]="words.add">
            <select lgInput (change)="chosen.set($any($event.target).value)">
              <option value="" [selected]="chosen() === ''">{{ words.choose }}</option>
              @for (one of others(); track one.id) {
                <option [value]="one.id" [selected]="one.id === chosen()">{{ one.name }}</option>
              }
            </select>
          </lg-field>
          <button lgButton (click)="append()">{{ words.addVerb }}</button>
        </div>
      }
      @if (sending.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close()">{{ cancel }}</button>
      <button dialog-actions lgButton variant="primary" [busy]="sending.busy()" (click)="save()">
        {{ words.save }}
      </button>
    </lg-dialog>
  `,
  styles: `
    ol {
      margin: 0;
      padding: 0;
      border: 1px solid var(--line);
      border-radius: var(--r-m);
      list-style: none;
    }
    li {
      display: flex;
      gap: 6px;
      align-items: center;
      min-height: 40px;
      padding: 4px 8px;
    }
    li + li {
      border-top: 1px solid var(--line);
    }
    .add {
      display: flex;
      gap: 8px;
      align-items: flex-end;
    }
    .add lg-field {
      flex: 1;
    }
    .who .small {
      margin-left: 4px;
    }
    .who {
      flex: 1;
      min-width: 0;
      overflow-wrap: anywhere;
    }
  `,
  host: { '(keydown.control.enter)': 'save()', '(keydown.meta.enter)': 'save()' },
})
export class RoutingDialog {
  protected readonly words = MODELS_WORDS.routing;
  protected readonly cancel = MODELS_WORDS.cancel;
  private readonly wish = inject<RoutingWish>(DIALOG_DATA);
  protected readonly name = FEATURE_NAMES[this.wish.feature];
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly sending = new Sending();
  private readonly api = inject(ModelsApi);
  private readonly toasts = inject(Toasts);
  private readonly announcer = inject(Announcer);
  private readonly injector = inject(Injector);
  private readonly list = viewChild<ElementRef<HTMLElement>>('list');
  private readonly all = this.wish.profiles.map(({ id, name, is_local }) => ({
    ...{ id, name: visibleText(name) },
    place: is_local ? MODELS_WORDS.active.inHouse : MODELS_WORDS.active.elsewhere,
  }));
  private readonly order = signal(
    (this.wish.routing[this.wish.feature] ?? []).filter((id) => this.all.some((one) => one.id === id)),
  );
  protected readonly rows = computed(() =>
    this.order().flatMap((id) => this.all.find((one) => one.id === id) ?? []),
  );
  protected readonly chosen = signal('');
  protected readonly others = computed(() => this.all.filter(({ id }) => !this.order().includes(id)));

  protected move(at: number, by: -1 | 1, event: Event): void {
    const [to, row] = [at + by, this.rows()[at]];
    if (to < 0 || to >= this.order().length || !row) return;
    this.order.update((order) => order.toSpliced(at, 1).toSpliced(to, 0, row.id));
    this.announcer.polite(this.words.moved(row.name, to + 1, this.order().length));
    // A row that is moved in the page takes the focus with it into nothing.
    const pressed = event.currentTarget as HTMLElement;
    afterNextRender(() => pressed.focus(), { injector: this.injector });
  }

  protected remove(at: number): void {
    const row = this.rows()[at];
    if (!row) return;
    this.order.update((order) => order.toSpliced(at, 1));
    this.announcer.polite(this.words.takenOut(row.name));
    this.list()?.nativeElement.focus();
  }

  protected append(): void {
    const id = this.chosen();
    if (this.others().some((one) => one.id === id)) this.order.update((order) => [...order, id]);
    this.chosen.set('');
  }

  /** The orders of other uses stay as they are, without what is gone. */
  protected async save(): Promise<void> {
    const saved = await this.sending.send(() => this.api.setRouting(this.routing()));
    if (!saved) return;
    this.toasts.done(this.words.saved(this.name));
    this.dialog.close(true);
  }

  private routing(): ModelRouting {
    const { feature, routing } = this.wish;
    const isKnown = (id: string) => this.all.some((one) => one.id === id);
    const all = { ...routing, [feature]: this.order() };
    return Object.fromEntries(
      Object.entries(all).flatMap(([name, ids]) => {
        const known = ids.filter(isKnown);
        return known.length > 0 ? [[name, known]] : [];
      }),
    );
  }
}
