import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import type { CommandPreview } from '../core/api/models';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { Risk } from '../ui/risk';
import { visibleText } from '../ui/visible-text';
import { WORDS } from './run-words';
import { verdictOf, verdictOfProbe } from './verdict';

/** What a command would come to: the word, why, and for many probes each of them. */
@Component({
  selector: 'lg-verdict-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Icon, Pill, Risk],
  template: `
    @if (verdict(); as verdict) {
      <section [class]="verdict.tone" [class.old]="stale()" aria-live="polite">
        <p class="title">
          <lg-icon [name]="verdict.icon" [size]="15" />
          <b>{{ verdict.title }}</b>
          @if (preview()?.command?.level; as level) {
            <span class="end">
              <lg-pill>{{ levels[level] }}</lg-pill>
              @if (preview()?.command?.risk; as risk) {
                <lg-risk [level]="risk" long />
              }
            </span>
          }
        </p>
        @for (reason of verdict.reasons; track reason) {
          <p class="soft">{{ seen(reason) }}</p>
        }
        @if (effects().length > 0) {
          <ul [attr.aria-label]="words.effects">
            @for (effect of effects(); track effect) {
              <li class="soft small">{{ seen(effect) }}</li>
            }
          </ul>
        }
        @if (many(); as probes) {
          <details>
            <summary>{{ words.perProbe }}</summary>
            <ul class="probes">
              @for (probe of probes; track probe.id) {
                <li>
                  <bdi class="mono ellipsis">{{ probe.name }}</bdi>
                  <lg-pill [tone]="probe.tone" [icon]="probe.icon" size="small">{{ probe.title }}</lg-pill>
                </li>
              }
            </ul>
            @if (preview()?.truncated) {
              <p class="quiet small">{{ words.firstOnly }}</p>
            }
          </details>
        }
      </section>
    }
  `,
  styles: `
    section {
      display: grid;
      gap: 4px;
      padding: 9px 12px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-l);
      background: var(--s2);
      overflow-wrap: anywhere;
      transition: opacity var(--fast);
    }
    .old {
      opacity: 0.6;
    }
    .title {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 4px 8px;
    }
    .title b {
      font-weight: 600;
    }
    .end {
      display: flex;
      gap: 6px;
      margin-left: auto;
    }
    .ok {
      border-color: var(--ok-line);
    }
    .warn {
      border-color: var(--warn-line);
    }
    .bad {
      border-color: var(--bad-line);
    }
    .ok lg-icon {
      color: var(--ok);
    }
    .warn .title > lg-icon {
      color: var(--warn);
    }
    .bad .title > lg-icon {
      color: var(--bad);
    }
    summary {
      min-height: 24px;
      color: var(--t2);
      cursor: pointer;
    }
    .probes {
      max-height: 216px;
      overflow: auto;
    }
    .probes li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      min-height: 26px;
    }
  `,
})
export class VerdictCard {
  readonly preview = input.required<CommandPreview | undefined>();
  /** It belongs to an earlier line. */
  readonly stale = input(false);
  protected readonly words = WORDS.verdict;
  protected readonly levels = WORDS.levels;
  protected readonly seen = visibleText;
  protected readonly verdict = computed(() => {
    const preview = this.preview();
    return preview && verdictOf(preview);
  });
  protected readonly effects = computed(() => {
    const reasons = this.verdict()?.reasons ?? [];
    return (this.preview()?.command.effects ?? []).filter((effect) => !reasons.includes(effect));
  });
  protected readonly many = computed(() => {
    const preview = this.preview();
    if (!preview || preview.summary.total < 2) return undefined;
    return preview.probes.map((probe) => ({
      id: probe.probe_id,
      name: visibleText(probe.hostname || probe.probe_id),
      ...verdictOfProbe(probe),
    }));
  });
}
