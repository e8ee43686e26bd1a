import {
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  effect,
  inject,
} from '@angular/core';
import { LgButton } from '../../ui/button';
import { IconButton } from '../../ui/icon-button';
import { BulkActions } from './bulk-actions';
import { FleetListStore } from './fleet-list-store';
import { FleetSelection } from './fleet-selection';
import { BULK } from './fleet-words';

/** Rises from the bottom while something is selected: how much it is, and what can be done with it. */
@Component({
  selector: 'lg-bulk-bar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [IconButton, LgButton],
  template: `
    @if (selection.count() > 0) {
      <section [attr.aria-label]="words.bar">
        <span class="count num" aria-live="polite">{{ text() }}</span>
        @if (more(); as total) {
          <button lgButton variant="quiet" size="compact" (click)="selection.chooseAll()">
            {{ words.selectAll(total) }}
          </button>
        }
        @if (actions.isLost()) {
          <span id="lg-bulk-lost" class="soft small">{{ words.lost }}</span>
        }
        <span class="verbs">
          @if (actions.mayRun()) {
            <button
              lgButton
              size="compact"
              variant="primary"
              icon="terminal"
              [off]="actions.isLost()"
              [attr.aria-describedby]="actions.isLost() ? 'lg-bulk-lost' : null"
              (click)="actions.run()"
            >
              {{ words.run }}
            </button>
          }
          @if (actions.mayWrite()) {
            <button lgButton size="compact" icon="tag" (click)="actions.tag()">{{ words.tag }}</button>
            <button lgButton size="compact" icon="map-pin" (click)="actions.site()">{{ words.site }}</button>
            <button lgButton size="compact" icon="trash-2" variant="danger" (click)="actions.remove()">
              {{ words.remove }}
            </button>
          }
        </span>
        <button
          lgIconButton
          icon="x"
          size="compact"
          [aria-label]="words.clear"
          (click)="selection.clear()"
        ></button>
      </section>
    }
  `,
  styles: `
    :host {
      position: absolute;
      z-index: 5;
      inset: auto 12px 12px;
      display: flex;
      justify-content: center;
      pointer-events: none;
    }
    section {
      display: flex;
      flex-wrap: wrap;
      gap: 6px 10px;
      align-items: center;
      max-width: 100%;
      padding: 8px 8px 8px 14px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-l);
      background: var(--s3);
      box-shadow: var(--shadow-pop);
      pointer-events: auto;
      animation: rise var(--slow);
    }
    .count {
      font: 550 12.5px/20px var(--sans);
    }
    .verbs {
      display: flex;
      flex-wrap: wrap;
      gap: 6px;
    }
    @keyframes rise {
      from {
        opacity: 0;
        transform: translateY(12px);
      }
    }
  `,
})
export class BulkBar {
  protected readonly selection = inject(FleetSelection);
  protected readonly actions = inject(BulkActions);
  protected readonly words = BULK;
  private readonly store = inject(FleetListStore);
  protected readonly text = computed(() =>
    this.selection.isAll() ? BULK.all(this.selection.count()) : BULK.count(this.selection.count()),
  );
  /** How many could be selected instead. */
  protected readonly more = computed(() => {
    const total = this.store.total() ?? 0;
    return !this.selection.isAll() && total > this.selection.count() ? total : undefined;
  });

  constructor() {
    const root = inject(DOCUMENT).documentElement.style;
    effect(() => {
      const isShown = this.selection.count() > 0;
      root.setProperty('--toast-lift', isShown ? '60px' : '0px');
      // Room behind the last row, so that it can be scrolled out from under the bar.
      root.setProperty('--list-tail', isShown ? '64px' : '0px');
    });
    inject(DestroyRef).onDestroy(() =>
      ['--toast-lift', '--list-tail'].forEach((name) => root.removeProperty(name)),
    );
  }
}
