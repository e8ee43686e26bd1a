import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** The shape of what is coming. Nothing for a quick answer; after four seconds it says that it still waits. */
@Component({
  selector: 'lg-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div role="status">
      <span class="hidden">Loading</span>
      <div class="rows" aria-hidden="true">
        @for (row of list(); track row) {
          <div class="row" [style.height.px]="height()"><i></i><i></i></div>
        }
      </div>
      <p class="quiet">Still loading…</p>
    </div>
  `,
  styles: `
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
    p {
      padding: 12px;
      animation: appear 0s 4s both;
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
    }
  `,
})
export class Skeleton {
  readonly rows = input(6);
  readonly height = input(54);
  protected readonly list = computed(() => Array.from({ length: this.rows() }, (_, at) => at));
}
