import { NgComponentOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, DOCUMENT, inject } from '@angular/core';
import { Theme } from '../../core/theme';
import { LgButton } from '../button';
import { SECTIONS } from './sections';

/** Every part of the kit in all its states. Only in the development build. */
@Component({
  selector: 'lg-living-page',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LgButton, NgComponentOutlet],
  template: `
    <header>
      <h1 tabindex="-1">Living kit</h1>
      <nav aria-label="Parts">
        @for (section of sections; track section.id) {
          <a [href]="'/ui#' + section.id" (click)="jump($event, section.id)">{{ section.title }}</a>
        }
      </nav>
      <button
        lgButton
        size="compact"
        class="theme"
        [icon]="theme.name() === 'dark' ? 'sun' : 'moon'"
        (click)="theme.toggle()"
      >
        {{ themeLabel() }}
      </button>
    </header>
    @for (section of sections; track section.id) {
      <section [id]="section.id" [attr.aria-labelledby]="section.id + '-title'">
        <h2 [id]="section.id + '-title'">{{ section.title }}</h2>
        <ng-container [ngComponentOutlet]="section.component" />
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
      max-width: 1180px;
      margin: 0 auto;
      padding: 16px;
    }
    header {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
      margin-bottom: 16px;
    }
    nav {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      gap: 4px 12px;
    }
    nav a {
      padding: 3px 0;
    }
    section {
      padding: 16px 0 4px;
      border-top: 1px solid var(--line);
    }
    h2 {
      margin-bottom: 12px;
      font: 600 15px/22px var(--sans);
    }
  `,
})
export class LivingPage {
  protected readonly sections = SECTIONS;
  protected readonly theme = inject(Theme);
  protected readonly themeLabel = computed(() =>
    this.theme.name() === 'dark' ? 'Light theme' : 'Dark theme',
  );
  private readonly page = inject(DOCUMENT);

  protected jump(event: Event, id: string): void {
    event.preventDefault();
    this.page.getElementById(id)?.scrollIntoView();
  }
}
