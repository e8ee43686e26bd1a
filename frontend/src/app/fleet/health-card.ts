import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { scoreTone } from './health-tone';
import type { Health } from '../core/api/models';

const ROUND = 2 * Math.PI * 22;

/** The score as a ring, and in words what lowers it, worst first. */
@Component({
  selector: 'lg-health-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <span class="ring" [class]="tone()" aria-hidden="true">
      <svg width="52" height="52" viewBox="0 0 52 52">
        <circle cx="26" cy="26" r="22" />
        <circle
          class="part"
          cx="26"
          cy="26"
          r="22"
          [attr.stroke-dasharray]="dash()"
          transform="rotate(-90 26 26)"
        />
      </svg>
      <b class="num">{{ score() ?? '–' }}</b>
    </span>
    <div>
      <h2>{{ heading() }}</h2>
      @for (reason of reasons(); track reason) {
        <p class="soft">{{ reason }}</p>
      }
    </div>
  `,
  styles: `
    :host {
      display: flex;
      align-items: center;
      gap: 14px;
      padding: 12px 14px;
    }
    .ring {
      display: grid;
      flex: none;
      place-items: center;
    }
    svg,
    b {
      grid-area: 1 / 1;
    }
    b {
      font: 650 16px/1 var(--sans);
    }
    circle {
      fill: none;
      stroke: var(--s3);
      stroke-width: 4;
    }
    .part {
      stroke: currentColor;
      stroke-linecap: round;
    }
    .ok svg {
      color: var(--ok);
    }
    .warn svg {
      color: var(--warn);
    }
    .bad svg {
      color: var(--bad);
    }
    .none svg {
      color: transparent;
    }
  `,
})
export class HealthCard {
  readonly health = input<Health | undefined>();

  protected readonly score = computed(() => {
    const health = this.health();
    return health && health.status !== 'unknown' ? health.score : undefined;
  });
  protected readonly tone = computed(() => scoreTone(this.score()));
  protected readonly dash = computed(() => `${((this.score() ?? 0) / 100) * ROUND} ${ROUND}`);

  protected readonly reasons = computed(() => {
    const health = this.health();
    if (this.score() === undefined) return ['The host has not reported how busy it is.'];
    const reasons = [...(health?.reasons ?? [])]
      .sort((a, b) => b.penalty - a.penalty)
      .map(({ text }) => text);
    const all = reasons.length > 0 ? reasons : (health?.warnings ?? []);
    return all.length > 0 ? all : ['Load, memory and disk are within their bounds.'];
  });

  protected readonly heading = computed(() => {
    const score = this.score();
    if (score === undefined) return 'Health is not known';
    return `Health ${score} — ${this.health()?.status}`;
  });
}
