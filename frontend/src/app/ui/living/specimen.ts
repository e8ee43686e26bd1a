import { ChangeDetectionStrategy, Component, input } from '@angular/core';

/** One part of the kit with its name, and its states side by side. */
@Component({
  selector: 'lg-specimen',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <h3 class="quiet">{{ name() }}</h3>
    <div [class]="layout()"><ng-content /></div>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
      margin-bottom: 20px;
    }
    h3 {
      margin: 0 0 8px;
      font: 500 11px/16px var(--sans);
    }
    .row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
    }
    .grid {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
      gap: 12px;
    }
    .stack {
      display: flex;
      flex-direction: column;
      gap: 12px;
    }
  `,
})
export class Specimen {
  readonly name = input.required<string>();
  readonly layout = input<'row' | 'grid' | 'stack'>('row');
}
