import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { LgButton } from '../ui/button';
import { Card } from '../ui/card';
import { Dialogs } from '../ui/dialogs';
import { visibleText } from '../ui/visible-text';
import { ModelsStore } from './models-store';
import { FEATURE_NAMES, MODELS_WORDS, ROUTED, type Routed, RULES_ANSWER } from './models-words';

/** Which model is asked for what, and who comes next when it does not answer. */
@Component({
  selector: 'lg-routing-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Card, LgButton],
  template: `
    <lg-card
      flush
      [title]="words.title"
      [loading]="store.settings.isFirst()"
      [rows]="5"
      [rowHeight]="40"
      [error]="store.settings.error()"
      (retry)="store.settings.load()"
    >
      @if (store.settings.value()) {
        <p class="soft">{{ words.text }}</p>
        <ul [attr.aria-label]="words.title">
          @for (row of rows(); track row.feature) {
            <li>
              <b>{{ row.name }}</b>
              <ol>
                @for (step of row.steps; track $index) {
                  <li [class.quiet]="step.isQuiet">
                    <bdi>{{ step.text }}</bdi>
                  </li>
                }
              </ol>
              <button
                lgButton
                size="compact"
                [attr.aria-label]="words.changeOf(row.name)"
                (click)="change(row.feature)"
              >
                {{ words.change }}
              </button>
            </li>
          }
        </ul>
      }
    </lg-card>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    lg-card {
      height: 100%;
    }
    p {
      padding: 12px 12px 4px;
    }
    ul > li {
      display: grid;
      grid-template-columns: 92px minmax(0, 1fr) auto;
      gap: 10px;
      align-items: center;
      min-height: 40px;
      padding: 5px 12px;
    }
    ul > li + li {
      border-top: 1px solid var(--row-line);
    }
    b {
      font-weight: 550;
    }
    ol {
      display: flex;
      flex-wrap: wrap;
      gap: 2px 4px;
      margin: 0;
      padding: 0;
      list-style: none;
      overflow-wrap: anywhere;
    }
    ol > li {
      min-width: 0;
    }
    ol > li + li::before {
      content: '→ ' / '';
      color: var(--t3);
    }
  `,
})
export class RoutingCard {
  protected readonly words = MODELS_WORDS.routing;
  protected readonly store = inject(ModelsStore);
  private readonly dialogs = inject(Dialogs);
  protected readonly rows = computed(() => {
    const routing = this.store.settings.value()?.routing ?? {};
    return ROUTED.map((feature) => ({
      feature,
      name: FEATURE_NAMES[feature],
      steps: this.steps(feature, routing[feature] ?? []),
    }));
  });

  protected async change(feature: Routed): Promise<void> {
    const component = import('./routing-dialog').then((file) => file.RoutingDialog);
    const data = {
      feature,
      routing: this.store.settings.value()?.routing ?? {},
      profiles: this.store.profiles.value() ?? [],
    };
    if (await this.dialogs.open<boolean>(component, data, { width: '480px' })) await this.store.load();
  }

  private steps(feature: Routed, ids: readonly string[]) {
    const known = ids.flatMap((id) => this.store.profile(id) ?? []);
    const steps =
      known.length > 0
        ? known.map(({ name }) => ({ text: visibleText(name), isQuiet: false }))
        : [{ text: MODELS_WORDS.routing.active, isQuiet: true }];
    return RULES_ANSWER.has(feature)
      ? [...steps, { text: MODELS_WORDS.routing.rules, isQuiet: true }]
      : steps;
  }
}
