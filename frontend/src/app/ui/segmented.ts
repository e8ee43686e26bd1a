import { booleanAttribute, ChangeDetectionStrategy, Component, input, model } from '@angular/core';
import { Icon, type IconName } from './icon';
import { paintOf, type Tone } from './tone';

export interface Segment<T> {
  readonly value: T;
  readonly label: string;
  readonly icon?: IconName;
  /** Stands above the label, in its tone: a counter that is a filter. */
  readonly count?: number | string;
  readonly tone?: Tone;
}

let groups = 0;

/**
 * `<lg-segmented label="Status" [segments]="segments" [(value)]="status" />`: one of a few, all in sight; arrows choose. With
 * counts it is the row of counters above a list; `iconsOnly` hides the words of those that have an icon.
 */
@Component({
  selector: 'lg-segmented',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon],
  template: `
    <fieldset>
      <legend class="hidden">{{ label() }}</legend>
      @for (segment of segments(); track $index) {
        <label [class.counter]="segment.count !== undefined" [title]="iconsOnly() ? segment.label : ''">
          <input
            type="radio"
            [name]="name"
            [checked]="segment.value === value()"
            (change)="value.set(segment.value)"
          />
          @if (segment.count !== undefined) {
            <b class="num" [style.color]="segment.tone ? paint(segment.tone) : null">{{ segment.count }}</b>
          }
          @if (segment.icon; as icon) {
            <lg-icon [name]="icon" [size]="15" />
          }
          <span [class.hidden]="iconsOnly() && segment.icon">{{ segment.label }}</span>
        </label>
      }
    </fieldset>
  `,
  host: { '[class.wide]': 'segments()[0]?.count !== undefined' },
  styleUrl: './segmented.css',
})
export class Segmented<T> {
  readonly segments = input.required<readonly Segment<T>[]>();
  readonly label = input.required<string>();
  readonly value = model<T>();
  readonly iconsOnly = input(false, { transform: booleanAttribute });
  protected readonly name = `lg-segmented-${++groups}`;
  protected readonly paint = paintOf;
}
