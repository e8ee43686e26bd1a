import {
  ChangeDetectionStrategy,
  Component,
  DOCUMENT,
  DestroyRef,
  ElementRef,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  untracked,
} from '@angular/core';
import { kept } from '../core/kept';
import { Session } from '../core/session';
import { copyText } from '../ui/copy-button';
import { Drawer } from '../ui/drawer';
import { EmptyState } from '../ui/empty-state';
import { IconButton } from '../ui/icon-button';
import { Toasts } from '../ui/toasts';
import { EDIT_WORDS } from './edit-words';
import { ManyResult } from './many-result';
import { OneResult } from './one-result';
import { RolloutResult } from './rollout-result';
import { RunComposer } from './run-composer';
import { RunPanel } from './run-panel';
import { WORDS } from './run-words';
import { Runs } from './runs';

const WIDTH = 560;

/** A command is written here, judged while it is written, and followed once it runs. */
@Component({
  selector: 'lg-run-drawer',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Drawer, EmptyState, IconButton, ManyResult, OneResult, RolloutResult, RunComposer],
  template: `
    <lg-drawer
      [title]="title()"
      [width]="width.value()"
      (widthChange)="width.set($event)"
      [initial]="${WIDTH}"
      (closed)="panel.close()"
    >
      @if (run()) {
        <button
          drawer-actions
          lgIconButton
          icon="link"
          [aria-label]="words.copyLink"
          (click)="copyLink()"
        ></button>
      }
      @if (!mayRun()) {
        <lg-empty-state kind="none-allowed" [title]="words.notAllowed" [text]="words.notAllowedText" />
      } @else if (panel.target(); as target) {
        <lg-run-composer [target]="target" />
      } @else if (run(); as run) {
        @if (run.kind === 'one') {
          @defer (on immediate) {
            <lg-one-result [run]="run" />
          }
        } @else if (run.kind === 'rollout') {
          @defer (on immediate) {
            <lg-rollout-result [run]="run" />
          }
        } @else {
          @defer (on immediate) {
            <lg-many-result [run]="run" />
          }
        }
      }
    </lg-drawer>
  `,
})
export class RunDrawer {
  protected readonly panel = inject(RunPanel);
  protected readonly words = WORDS;
  protected readonly width = kept('run-width', WIDTH, isWidth);
  private readonly runs = inject(Runs);
  private readonly toasts = inject(Toasts);
  private readonly page = inject(DOCUMENT);
  private readonly injector = inject(Injector);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly session = inject(Session);
  /** Who may not write a command may still read what became of one. */
  protected readonly mayRun = computed(
    () => this.session.shows('command:exec') && (!this.panel.target() || this.session.shows('fleet:write')),
  );

  protected readonly run = computed(() => {
    const name = this.panel.target() ? undefined : this.panel.name();
    return name === undefined ? undefined : untracked(() => this.runs.find(name));
  });

  protected readonly title = computed(() => {
    if (!this.panel.target()) return WORDS.result;
    return this.panel.prefill() ? EDIT_WORDS.title : WORDS.title;
  });

  constructor() {
    // Ahead of the page, for which Escape means something else.
    const heard = (event: KeyboardEvent) => this.escape(event);
    this.page.addEventListener('keydown', heard, { capture: true });
    inject(DestroyRef).onDestroy(() => this.page.removeEventListener('keydown', heard, { capture: true }));
    // What had the focus is gone when one view takes the place of the other: keys would reach nothing.
    effect(() => {
      this.panel.target();
      this.run();
      afterNextRender(() => this.takeFocus(), { injector: this.injector });
    });
    effect(() => {
      const run = this.run();
      if (run?.kind !== 'one' || run.phase() !== 'waiting') return;
      const [from, to] = [run.wish?.supersedes, run.approvalId()];
      if (from && to) untracked(() => this.panel.leadOn(from, to));
    });
    // Once its requests have names, the address names them, and works for everybody.
    effect(() => {
      const run = this.run();
      if (!run || run.kind === 'one' || run.phase() === 'sending') return;
      untracked(() => {
        const name = this.runs.nameOf(run);
        if (!this.panel.name()?.includes(',') && name !== this.panel.name()) this.panel.show(name, true);
      });
    });
  }

  /** A button that has done its work is gone, and the focus with it: Escape closes all the same. */
  private escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || this.page.activeElement !== this.page.body) return;
    event.preventDefault();
    event.stopPropagation();
    this.panel.close();
  }

  private takeFocus(): void {
    if (this.page.activeElement !== this.page.body) return;
    this.host.querySelector<HTMLElement>('[role="dialog"]')?.focus();
  }

  protected async copyLink(): Promise<void> {
    if (await copyText(location.href)) this.toasts.done(WORDS.linkCopied);
  }
}

function isWidth(found: unknown): found is number {
  return typeof found === 'number' && found >= 300 && found <= 2_000;
}
