import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  signal,
} from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, type Params, Router, RouterLink } from '@angular/router';
import { filter, map } from 'rxjs';
import type { Tone } from './tone';

export interface TabEntry {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  /** With a tone the count is a filled mark: something needs a person. */
  readonly tone?: Tone;
  /** As in `routerLink`; without it the page itself with other query parameters. */
  readonly link?: string | readonly unknown[];
  readonly queryParams?: Params;
  /** The rest of the address goes along: filters of what stands beside it. */
  readonly keepQuery?: boolean;
  /** Goes with the navigation, as in `routerLink`. */
  readonly info?: unknown;
}

/**
 * `<lg-tabs label="Probe" [tabs]="[{ id, label, count?, tone?, link }]" [active]="tab()" panel="probe-panel" />`: each tab is a
 * link, so the address keeps it. Arrows, Home and End walk, Enter opens. Without `active` the address decides. Give the panel
 * `id`, `role="tabpanel"` and `[attr.aria-labelledby]="'tab-' + tab()"`.
 */
@Component({
  selector: 'lg-tabs',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [RouterLink],
  template: `
    <div
      role="tablist"
      [attr.aria-label]="label()"
      (keydown)="walk($event)"
      (focusout)="focused.set(undefined)"
    >
      @for (tab of tabs(); track tab.id) {
        <a
          role="tab"
          [id]="'tab-' + tab.id"
          [routerLink]="tab.link ?? []"
          [queryParams]="tab.queryParams"
          [info]="tab.info"
          [queryParamsHandling]="tab.link && !tab.keepQuery ? '' : 'merge'"
          [attr.aria-selected]="tab.id === current()"
          [attr.aria-controls]="tab.id === current() ? panel() || null : null"
          [attr.tabindex]="tab.id === (focused() ?? current() ?? tabs()[0]?.id) ? 0 : -1"
          (focus)="focused.set(tab.id)"
          >{{ tab.label }}
          @if (tab.count !== undefined) {
            <span class="num" [class]="tab.tone ? 'count mark ' + tab.tone : 'count'">{{ tab.count }}</span>
          }
        </a>
      }
    </div>
  `,
  styleUrl: './tabs.css',
})
export class Tabs {
  readonly tabs = input.required<readonly TabEntry[]>();
  readonly label = input.required<string>();
  readonly active = input<string>();
  /** Id of the element that holds what the tabs switch. */
  readonly panel = input('');
  protected readonly focused = signal<string | undefined>(undefined);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly router = inject(Router);
  private readonly address = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map(() => this.router.url),
    ),
    { initialValue: this.router.url },
  );

  protected readonly current = computed(() => this.active() ?? this.fromAddress());

  /** The longest link that the address begins with. */
  private fromAddress(): string | undefined {
    const path = this.address().split(/[?#]/)[0] ?? '';
    const fitting = this.tabs()
      .map(({ id, link }) => ({ id, path: this.pathOf(link) }))
      .filter(({ path: own }) => own !== undefined && (path === own || path.startsWith(`${own}/`)));
    return fitting.sort((one, other) => (other.path?.length ?? 0) - (one.path?.length ?? 0))[0]?.id;
  }

  private pathOf(link: TabEntry['link']): string | undefined {
    if (link === undefined) return undefined;
    return this.router.serializeUrl(this.router.createUrlTree(typeof link === 'string' ? [link] : [...link]));
  }

  protected walk(event: KeyboardEvent): void {
    const links = [...this.host.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = links.indexOf(event.target as HTMLElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: links.length - 1 }[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    links[(to + links.length) % links.length]?.focus();
  }
}
