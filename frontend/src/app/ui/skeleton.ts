import { booleanAttribute, ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/**
 * The shape of what is coming: `<lg-skeleton [rows]="6" [height]="54" />`, `kind="card"` for blocks, `kind="text"` for lines.
 * Nothing for a quick answer; after four seconds it says that it still waits, and shows what stands inside: a way to cancel.
 * `plain` leaves the lines between rows away.
 */
@Component({
  selector: 'lg-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div role="status">
      <span class="hidden">Loading</span>
      <div class="rows" [class]="kind()" [class.plain]="plain()" aria-hidden="true">
        @for (row of list(); track row) {
          <div class="row" [style.height.px]="height()">
            @if (kind() !== 'card') {
              <i></i>
            }
            @if (kind() === 'rows') {
              <i></i>
            }
          </div>
        }
      </div>
      <p class="quiet late" [style.min-height.px]="height()">Still loading… <ng-content /></p>
    </div>
  `,
  styles: `
    :host {
      display: block;
    }
    div[role='status'] {
      position: relative;
    }
    .rows {
      animation: appear 0s 150ms both;
    }
    .row {
      display: flex;
      flex-direction: column;
      justify-content: center;
      gap: 8px;
      padding: 0 12px;
      border-bottom: 1px solid var(--line);
    }
    .plain .row,
    .text .row {
      padding: 0;
      border: 0;
    }
    .card {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(220px, 1fr));
      gap: 12px;
    }
    .card .row {
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--s1);
    }
    i {
      width: 40%;
      height: 9px;
      border-radius: var(--r-s);
      background: var(--s3);
    }
    i + i {
      width: 65%;
      background: var(--s2);
    }
    .text .row:nth-child(odd) i {
      width: 85%;
    }
    /* It takes the place of the first shape: with one of its own, all below would move when the answer comes. */
    .late {
      position: absolute;
      top: 0;
      left: 0;
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 0 12px;
      animation: appear 0s 4s both;
    }
    .plain + .late,
    .text + .late {
      padding: 0;
    }
    .row:first-child i {
      animation: leave 0s 4s both;
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
    }
    @keyframes leave {
      to {
        visibility: hidden;
      }
    }
  `,
})
export class Skeleton {
  readonly rows = input(6);
  readonly height = input(54);
  readonly kind = input<'rows' | 'card' | 'text'>('rows');
  readonly plain = input(false, { transform: booleanAttribute });
  protected readonly list = computed(() => Array.from({ length: this.rows() }, (_, at) => at));
}
