import {
  afterNextRender,
  ChangeDetectionStrategy,
  Component,
  computed,
  DestroyRef,
  DOCUMENT,
  ElementRef,
  inject,
  input,
  model,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { IconButton } from './icon-button';

const NARROWEST = 300;
const WIDEST = 960;
const STEP = 24;
const STOPS =
  'a[href], button:not([disabled]), input:not([disabled]), select, textarea, summary, [tabindex]:not([tabindex="-1"])';
let count = 0;

/**
 * `@if (isOpen()) { <lg-drawer title="Chat" [(width)]="width" (closed)="isOpen.set(false)"> … </lg-drawer> }`: a panel from the
 * right; while it exists it is open. Takes the focus and gives it back, Escape closes. Its edge is dragged or moved with the
 * arrows, a double click resets it. On a phone it covers the screen and keeps the focus. `drawer-actions` stand in its head.
 */
@Component({
  selector: 'lg-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [IconButton],
  template: `
    <div
      #panel
      class="panel"
      role="dialog"
      tabindex="-1"
      [attr.aria-modal]="isPhone() || null"
      [attr.aria-labelledby]="id"
      [style.width.px]="isPhone() ? null : size()"
      (keydown.escape)="escape($event)"
      (keydown.tab)="goRound($event, false)"
      (keydown.shift.tab)="goRound($event, true)"
    >
      @if (!isPhone()) {
        <div
          class="edge"
          role="separator"
          tabindex="0"
          aria-orientation="vertical"
          [attr.aria-label]="'Width of ' + title()"
          aria-valuemin="${NARROWEST}"
          [attr.aria-valuemax]="widest()"
          [attr.aria-valuenow]="size()"
          (pointerdown)="grab($event)"
          (pointermove)="drag($event)"
          (keydown)="nudge($event)"
          (dblclick)="width.set(initial())"
        ></div>
      }
      <div class="head">
        <h2 class="ellipsis" [id]="id">{{ title() }}</h2>
        <span class="actions"><ng-content select="[drawer-actions]" /></span>
        <button lgIconButton icon="x" aria-label="Close" (click)="closed.emit()"></button>
      </div>
      <div class="body"><ng-content /></div>
    </div>
  `,
  styleUrl: './drawer.css',
})
export class Drawer {
  readonly title = input.required<string>();
  /** Pixels; kept by whoever shows it. */
  readonly width = model(380);
  /** What a double click goes back to. */
  readonly initial = input(380);
  readonly closed = output();

  private readonly page = inject(DOCUMENT);
  private readonly window = this.page.defaultView;
  private readonly opener = this.page.activeElement;
  private readonly panel = viewChild.required<ElementRef<HTMLElement>>('panel');
  private readonly phone = this.window?.matchMedia?.('(max-width: 767px)');
  protected readonly id = `lg-drawer-${++count}`;
  protected readonly isPhone = signal(this.phone?.matches ?? false);
  protected readonly widest = signal(Math.min(WIDEST, (this.window?.innerWidth ?? WIDEST) - 80));
  protected readonly size = computed(() =>
    Math.round(Math.max(NARROWEST, Math.min(this.widest(), this.width()))),
  );

  constructor() {
    const changed = () => this.isPhone.set(this.phone?.matches ?? false);
    this.phone?.addEventListener('change', changed);
    afterNextRender(() => this.panel().nativeElement.focus());
    inject(DestroyRef).onDestroy(() => {
      this.phone?.removeEventListener('change', changed);
      this.giveBack();
    });
  }

  protected escape(event: Event): void {
    event.stopPropagation();
    this.closed.emit();
  }

  /** Where it covers the screen, what is behind it cannot be reached. */
  protected goRound(event: Event, isBack: boolean): void {
    if (!this.isPhone()) return;
    const panel = this.panel().nativeElement;
    const stops = [...panel.querySelectorAll<HTMLElement>(STOPS)].filter((one) => one.offsetParent !== null);
    const [edge, other] = isBack ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    const now = this.page.activeElement;
    if (!other || (now !== edge && now !== panel)) return;
    if (now === panel && !isBack) return;
    event.preventDefault();
    other.focus();
  }

  protected grab(event: PointerEvent): void {
    (event.target as Element).setPointerCapture(event.pointerId);
  }

  protected drag(event: PointerEvent): void {
    if (!(event.target as Element).hasPointerCapture(event.pointerId)) return;
    this.width.set((this.window?.innerWidth ?? 0) - event.clientX);
  }

  protected nudge(event: KeyboardEvent): void {
    const to = {
      ArrowLeft: this.size() + STEP,
      ArrowRight: this.size() - STEP,
      Home: NARROWEST,
      End: this.widest(),
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.width.set(Math.max(NARROWEST, Math.min(this.widest(), to)));
  }

  /** Only if the focus was still inside: who moved on by themselves stay where they are. */
  private giveBack(): void {
    const now = this.page.activeElement;
    const isInside = !now || now === this.page.body || this.panel().nativeElement.contains(now);
    if (isInside && this.opener instanceof HTMLElement && this.opener.isConnected) this.opener.focus();
  }
}
