import { ChangeDetectionStrategy, Component, DOCUMENT, computed, inject, input } from '@angular/core';
import type { ProbeDetail } from '../../core/api/models';
import { Gauge } from '../../ui/gauge';
import { paintOf } from '../../ui/tone';
import { visibleText } from '../../ui/visible-text';
import { type Factor, factorTiles, reasonText, reasonsOf, scoreTone } from './health-facts';
import { WORDS } from './probe-words';

/** The score, what lowers it in words, and each measured factor, worst first, leading to its chart. */
@Component({
  selector: 'lg-health-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Gauge],
  template: `
    <section class="card" aria-labelledby="lg-health">
      <div class="head">
        <lg-gauge [value]="score()" [label]="words.label" [tone]="tone()" [size]="54" />
        <div>
          <h2 id="lg-health">{{ title() }}</h2>
          <p class="soft">{{ text() }}</p>
          @if (isOnlineAllTheSame()) {
            <p class="quiet small">{{ words.stillOnline }}</p>
          }
        </div>
      </div>
      @if (tiles().length > 0) {
        <div class="tiles">
          @for (tile of tiles(); track tile.factor) {
            <button type="button" [title]="words.show" (click)="show(tile.factor)">
              <span class="quiet">{{ tile.label }}</span>
              <b class="num" [style.color]="paint(tile.tone)">{{ tile.value }}</b>
              @if (tile.penalty > 0) {
                <span class="quiet num">{{ words.loses(tile.penalty) }}</span>
              }
            </button>
          }
        </div>
      }
    </section>
  `,
  styles: `
    .head {
      display: flex;
      align-items: center;
      gap: 14px;
      padding: 12px 14px;
    }
    .head > div {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    .tiles {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(96px, 1fr));
      border-top: 1px solid var(--line);
    }
    .tiles button {
      display: grid;
      grid-template-columns: 1fr auto;
      align-items: baseline;
      gap: 0 8px;
      padding: 8px 14px;
      border: 0;
      border-left: 1px solid var(--line);
      background: none;
      text-align: left;
      cursor: pointer;
    }
    .tiles button:first-child {
      border-left-color: transparent;
    }
    .tiles button:hover {
      background: var(--s2);
    }
    .tiles button:first-child:last-child,
    .tiles button:first-child {
      border-bottom-left-radius: var(--r-l);
    }
    .tiles button:last-child {
      border-bottom-right-radius: var(--r-l);
    }
    .tiles button:focus-visible {
      outline-offset: -2px;
    }
    .tiles .quiet {
      grid-column: 1;
      font: var(--fs-11);
    }
    .tiles b {
      grid-column: 1;
      font: 600 15px/20px var(--sans);
    }
    .tiles b + .quiet {
      grid-column: 2;
    }
  `,
})
export class HealthCard {
  readonly probe = input.required<ProbeDetail>();
  protected readonly words = WORDS.health;
  protected readonly paint = paintOf;
  private readonly page = inject(DOCUMENT);

  protected readonly score = computed(() => {
    const { health } = this.probe();
    return health && health.status !== 'unknown' ? health.score : undefined;
  });
  protected readonly tone = computed(() => scoreTone(this.score()));
  private readonly reasons = computed(() => reasonsOf(this.probe().health));
  protected readonly title = computed(() => {
    const score = this.score();
    if (score === undefined) return WORDS.health.unknown;
    if (!this.probe().connected) return WORDS.health.was(score);
    const count = this.reasons().length;
    return count > 0 ? WORDS.health.attention(score, count) : WORDS.health.quiet(score);
  });
  protected readonly text = computed(() => {
    if (this.score() === undefined) return WORDS.health.unknownText;
    const { vitals } = this.probe();
    const texts = this.reasons().map((reason) => visibleText(reasonText(reason, vitals)));
    return texts.length > 0 ? texts.join(' ') : WORDS.health.within;
  });
  /** Low and online: the two words mean different things, and people ask. */
  protected readonly isOnlineAllTheSame = computed(
    () => this.probe().status === 'online' && this.reasons().length > 0 && this.tone() !== 'ok',
  );
  protected readonly tiles = computed(() => factorTiles(this.probe().health, this.probe().vitals));

  /** To the evidence: its chart. */
  protected show(factor: Factor): void {
    const chart = this.page.getElementById(`vital-${factor}`);
    chart?.scrollIntoView({ block: 'center' });
    chart?.focus({ preventScroll: true });
  }
}
