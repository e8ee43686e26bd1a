import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import type { DataBoundary } from '../core/api/models';
import { Doing } from '../core/doing';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { BOUNDARIES, BOUNDARY_WORDS } from './boundary-words';
import { ModelsApi } from './models-api';
import { hostOf } from './models-numbers';
import { ModelsStore } from './models-store';
import { MODELS_WORDS } from './models-words';

/** What models elsewhere may see: the levels with what leaves at each, and the change from one to another. */
@Component({
  selector: 'lg-boundary-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, Icon, LgButton, Pill],
  template: `
    <lg-card
      [title]="words.title"
      [loading]="store.settings.isFirst()"
      [rows]="3"
      [rowHeight]="64"
      [error]="store.settings.error()"
      (retry)="store.settings.load()"
    >
      @if (store.settings.value(); as settings) {
        <p class="soft">{{ words.text }}</p>
        <ul class="levels">
          @for (level of levels; track level.value) {
            <li [class.now]="level.value === settings.boundary">
              <div class="head">
                <h3>{{ level.name }}</h3>
                <span class="mono quiet">{{ level.value }}</span>
                <span class="end">
                  @if (level.value === settings.boundary) {
                    <lg-pill tone="accent" icon="check">{{ words.now }}</lg-pill>
                  } @else if (store.maySetBoundary()) {
                    <button
                      lgButton
                      size="compact"
                      [attr.aria-label]="words.chooseOf(level.name)"
                      (click)="choose(level.value)"
                    >
                      {{ words.choose }}
                    </button>
                  }
                </span>
              </div>
              <p class="soft">{{ level.text }}</p>
              <ul class="leaves small">
                @for (line of level.leaves; track line; let isLast = $last) {
                  <li>
                    <lg-icon [name]="isLast ? 'shield-check' : 'arrow-up-right'" [size]="13" />{{ line }}
                  </li>
                }
              </ul>
            </li>
          }
        </ul>
        @if (!store.maySetBoundary()) {
          <p class="quiet small note">{{ words.notAllowed }}</p>
        }
      }
    </lg-card>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
      container-type: inline-size;
    }
    .levels {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      gap: 10px;
      margin-top: 10px;
    }
    .note {
      margin-top: 8px;
    }
    .levels > li {
      display: flex;
      flex-direction: column;
      gap: 4px;
      padding: 9px 11px;
      border: 1px solid var(--line);
      border-radius: var(--r-m);
    }
    .levels > .now {
      border-color: var(--accent);
      background: var(--selected);
    }
    .head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 2px 8px;
      min-height: 26px;
    }
    h3 {
      font: var(--fs-13);
      font-weight: 600;
    }
    .head .mono {
      font-size: 11px;
    }
    .end {
      margin-left: auto;
    }
    .leaves {
      display: grid;
      gap: 2px;
      color: var(--t2);
    }
    .leaves li {
      display: flex;
      gap: 6px;
    }
    .leaves lg-icon {
      margin-top: 3px;
      color: var(--t3);
    }
    .leaves li:last-child lg-icon {
      color: var(--ok);
    }
    @container (max-width: 859px) {
      .levels {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class BoundaryCard {
  protected readonly words = MODELS_WORDS.boundary;
  protected readonly levels = BOUNDARIES.map((value) => ({ value, ...BOUNDARY_WORDS[value] }));
  protected readonly store = inject(ModelsStore);
  private readonly api = inject(ModelsApi);
  private readonly dialogs = inject(Dialogs);
  private readonly doing = inject(Doing);
  /** Who would get it. */
  private readonly outside = computed(() => [
    ...new Set(
      (this.store.profiles.value() ?? [])
        .filter(({ is_local }) => !is_local)
        .map(({ base_url }) => visibleText(hostOf(base_url))),
    ),
  ]);

  protected async choose(next: DataBoundary): Promise<void> {
    const now = this.store.settings.value()?.boundary;
    if (now === undefined) return;
    const isWider = BOUNDARIES.indexOf(next) > BOUNDARIES.indexOf(now);
    const { name, leaves } = BOUNDARY_WORDS[next];
    const to = this.outside();
    const words = MODELS_WORDS.boundary;
    const agreed = await this.dialogs.confirm({
      title: words.ask(name),
      text: isWider ? words.askMore : words.askLess,
      consequences:
        to.length === 0 ? leaves : [...leaves.slice(0, -1), words.askTo(to.join(', ')), ...leaves.slice(-1)],
      verb: words.verb(name),
      tone: isWider ? 'danger' : 'primary',
    });
    if (!agreed) return;
    await this.doing.try(() => this.api.setBoundary(next), words.saved(name));
    await this.store.load();
  }
}
