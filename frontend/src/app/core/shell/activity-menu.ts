import { ChangeDetectionStrategy, Component, computed, inject, viewChild } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Age } from '../../ui/age';
import { Icon, type IconName } from '../../ui/icon';
import { Activity, type WorkState } from '../activity';
import { Drop } from './drop';
import { WORDS } from './shell-words';

const ICONS: Readonly<Record<WorkState, IconName>> = {
  running: 'activity',
  done: 'check',
  failed: 'warning',
};

/** Work in the background, found again with its result. Not there while there is none. */
@Component({
  selector: 'lg-activity-menu',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink, Age, Drop, Icon],
  template: `
    @if (works().length > 0) {
      <lg-drop icon="activity" [label]="label()" (toggled)="activity.seen()">
        @if (activity.running(); as running) {
          <span mark class="mark num" aria-hidden="true">{{ running }}</span>
        } @else if (activity.hasNews()) {
          <span mark class="mark news" aria-hidden="true"></span>
        }
        <header>
          <h2>{{ words.title }}</h2>
          @if (hasEnded()) {
            <button type="button" class="clear" (click)="clear()">{{ words.clear }}</button>
          }
        </header>
        <ul>
          @for (work of works(); track work.id) {
            <li>
              <lg-icon [class]="work.state" [name]="icons[work.state]" [size]="15" />
              <div>
                @if (work.link; as link) {
                  <a
                    class="ellipsis"
                    [class.mono]="work.mono"
                    [routerLink]="link"
                    [queryParams]="work.query"
                    (click)="drop()?.close()"
                    >{{ work.text }}</a
                  >
                } @else {
                  <span class="ellipsis" [class.mono]="work.mono">{{ work.text }}</span>
                }
                <p class="quiet num">
                  {{ words.states[work.state] }}
                  @if (work.detail) {
                    · {{ work.detail }}
                  }
                  · <lg-age [at]="iso(work.endedAt ?? work.startedAt)" />
                </p>
                @if (work.state === 'running' && work.progress !== undefined) {
                  <progress max="1" [value]="work.progress" [attr.aria-label]="work.text"></progress>
                }
              </div>
            </li>
          }
        </ul>
      </lg-drop>
    }
  `,
  styleUrl: './activity-menu.css',
})
export class ActivityMenu {
  protected readonly activity = inject(Activity);
  protected readonly works = this.activity.all;
  protected readonly words = WORDS.activity;
  protected readonly icons = ICONS;
  protected readonly drop = viewChild(Drop);
  protected readonly hasEnded = computed(() => this.works().some(({ state }) => state !== 'running'));
  protected readonly label = computed(() => {
    const running = this.activity.running();
    return running ? `${WORDS.activity.title}, ${WORDS.activity.running(running)}` : WORDS.activity.title;
  });

  protected clear(): void {
    this.drop()?.close();
    this.activity.clearEnded();
  }

  protected iso(ms: number): string {
    return new Date(ms).toISOString();
  }
}
