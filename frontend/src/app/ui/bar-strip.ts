import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { type Paint, paintOf } from './tone';

export interface StripPart {
  readonly label: string;
  readonly tone: Paint;
}

export interface StripBar {
  /** When it was: "14:00". */
  readonly label: string;
  /** One count for each part, in their order. */
  readonly counts: readonly number[];
}

const GAP = 2;
const WIDE = 10;

/**
 * `<lg-bar-strip label="Commands by hour" [parts]="parts" [bars]="hours" />`: small stacked bars on one ground, the first
 * part lowest. Names and counts on hover; readers get the table behind it.
 */
@Component({
  selector: 'lg-bar-strip',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <svg
      width="100%"
      [attr.height]="height()"
      [attr.viewBox]="'0 0 ' + width() + ' ' + height()"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      @for (bar of shapes(); track $index) {
        <g>
          <title>{{ bar.title }}</title>
          <rect class="ground" [attr.x]="bar.x" y="0" width="${WIDE}" [attr.height]="height()" />
          @for (block of bar.blocks; track $index) {
            <rect
              [attr.x]="bar.x"
              [attr.y]="block.y"
              width="${WIDE}"
              [attr.height]="block.height"
              [style.fill]="block.paint"
            />
          }
        </g>
      }
    </svg>
    <!-- A table alone would be as wide as its words, seen or not. -->
    <div class="hidden">
      <table>
        <caption>
          {{
            label()
          }}
        </caption>
        <thead>
          <tr>
            <th scope="col">Time</th>
            @for (part of parts(); track $index) {
              <th scope="col">{{ part.label }}</th>
            }
          </tr>
        </thead>
        <tbody>
          @for (bar of bars(); track $index) {
            <tr>
              <th scope="row">{{ bar.label }}</th>
              @for (part of parts(); track $index) {
                <td>{{ bar.counts[$index] ?? 0 }}</td>
              }
            </tr>
          }
        </tbody>
      </table>
    </div>
  `,
  styles: `
    :host {
      position: relative;
      display: block;
      min-width: 0;
    }
    svg {
      display: block;
    }
    .ground {
      fill: transparent;
    }
    g:hover .ground {
      fill: var(--s3);
    }
    @media (forced-colors: active) {
      svg {
        forced-color-adjust: none;
      }
    }
  `,
})
export class BarStrip {
  readonly label = input.required<string>();
  readonly parts = input.required<readonly StripPart[]>();
  readonly bars = input.required<readonly StripBar[]>();
  readonly height = input(44);
  protected readonly width = computed(() => Math.max(1, this.bars().length * (WIDE + GAP) - GAP));
  private readonly top = computed(() => Math.max(1, ...this.bars().map(({ counts }) => sum(counts))));

  protected readonly shapes = computed(() =>
    this.bars().map((bar, at) => ({
      x: at * (WIDE + GAP),
      title: this.titleOf(bar),
      blocks: this.blocksOf(bar),
    })),
  );

  private titleOf({ label, counts }: StripBar): string {
    const said = this.parts().map((part, at) => `${part.label} ${counts[at] ?? 0}`);
    return `${label}: ${said.join(', ')}`;
  }

  /** What happened at all is at least a pixel and a half high: one failure among a thousand must be seen. */
  private blocksOf({ counts }: StripBar): { y: number; height: number; paint: string }[] {
    let ground = this.height();
    return this.parts().flatMap((part, at) => {
      const count = counts[at] ?? 0;
      if (!(count > 0)) return [];
      const height = Math.max(1.5, (count / this.top()) * this.height());
      ground -= height;
      return [{ y: ground, height, paint: paintOf(part.tone) }];
    });
  }
}

const sum = (counts: readonly number[]) => counts.reduce((all, one) => all + Math.max(0, one || 0), 0);
