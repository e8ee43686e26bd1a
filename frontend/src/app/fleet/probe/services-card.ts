import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import type { ProbeDetail } from '../../core/api/models';
import { Card } from '../../ui/card';
import { Pill } from '../../ui/pill';
import { visibleText } from '../../ui/visible-text';
import { WORDS } from './probe-words';
import { byUrgency, serviceTone } from './service-tone';

const SHOWN = 5;

/** The services that need a look first; all of them are in the inventory. */
@Component({
  selector: 'lg-services-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Pill, RouterLink],
  template: `
    <lg-card flush [title]="words.title" [note]="note()">
      @if (all().length > shown) {
        <a
          card-actions
          class="small"
          [routerLink]="['/fleet', probe().id, 'inventory']"
          [queryParams]="{ part: 'services' }"
          queryParamsHandling="merge"
          >{{ words.all(all().length) }}</a
        >
      }
      <ul>
        @for (service of rows(); track service.name) {
          <li>
            <bdi class="mono ellipsis" [title]="service.name">{{ service.name }}</bdi>
            <lg-pill [tone]="service.tone">{{ service.state }}</lg-pill>
          </li>
        } @empty {
          <li class="quiet">{{ probe().inventory ? words.none : words.waiting }}</li>
        }
      </ul>
    </lg-card>
  `,
  styles: `
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      height: 33px;
      padding: 0 12px;
      border-bottom: 1px solid var(--row-line);
    }
    li:last-child {
      border: 0;
    }
    lg-pill {
      flex: none;
      max-width: 45%;
    }
  `,
})
export class ServicesCard {
  readonly probe = input.required<ProbeDetail>();
  protected readonly words = WORDS.services;
  protected readonly shown = SHOWN;
  protected readonly all = computed(() => this.probe().inventory?.services ?? []);
  protected readonly rows = computed(() =>
    [...this.all()]
      .sort(byUrgency)
      .slice(0, SHOWN)
      .map(({ name, state }) => ({
        name: visibleText(name),
        state: visibleText(state),
        tone: serviceTone(state),
      })),
  );
  protected readonly note = computed(() => {
    const count = (tone: string) => this.all().filter(({ state }) => serviceTone(state) === tone).length;
    const [failed, running] = [count('bad'), count('ok')];
    return [failed > 0 && WORDS.services.failed(failed), running > 0 && WORDS.services.running(running)]
      .filter(Boolean)
      .join(' · ');
  });
}
