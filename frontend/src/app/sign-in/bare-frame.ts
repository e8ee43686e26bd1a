import { ChangeDetectionStrategy, Component, DOCUMENT, inject, input } from '@angular/core';

/** A page without navigation: the mark, the heading and one card in the middle. */
@Component({
  selector: 'lg-bare-frame',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="column">
      <header>
        <img src="favicon.svg" alt="" width="28" height="28" />
        <div>
          <h1 tabindex="-1">{{ title() }}</h1>
          <p class="quiet small ellipsis" [title]="host">Legator · {{ host }}</p>
        </div>
      </header>
      <div class="card"><ng-content /></div>
      <ng-content select="[below]" />
    </div>
  `,
  styles: `
    :host {
      display: grid;
      min-height: 100%;
      padding: 24px 16px;
      place-items: center;
    }
    .column {
      display: flex;
      flex-direction: column;
      gap: 16px;
      width: 100%;
      max-width: 380px;
      margin-bottom: 8vh;
    }
    header {
      display: flex;
      align-items: center;
      gap: 12px;
      min-width: 0;
    }
    header div {
      min-width: 0;
    }
    h1 {
      font: 600 20px/26px var(--sans);
    }
    .card {
      display: flex;
      flex-direction: column;
      gap: 14px;
      padding: 20px;
      border: 1px solid var(--line);
      border-radius: var(--r-xl);
      background: var(--s1);
      overflow-wrap: anywhere;
    }
    @media (max-width: 480px) {
      :host {
        place-items: start stretch;
        padding-top: 12vh;
      }
      .card {
        padding: 16px;
      }
    }
  `,
})
export class BareFrame {
  readonly title = input.required<string>();
  protected readonly host = inject(DOCUMENT).location.host;
}
