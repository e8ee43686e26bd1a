import { NgTemplateOutlet } from '@angular/common';
import {
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  DOCUMENT,
  computed,
  inject,
  input,
  linkedSignal,
  signal,
} from '@angular/core';
import { diffRows, foldRows, pairsOf } from './diff-rows';
import { visibleText } from './visible-text';

const WIDE = '(min-width: 1280px)';

/** What changed between two texts: unified, or side by side where there is room. Signs tell it, not only colours. */
@Component({
  selector: 'lg-diff',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet],
  templateUrl: './diff.html',
  styleUrls: ['./tool.css', './diff.css'],
})
export class Diff {
  readonly before = input.required<string>();
  readonly after = input.required<string>();
  readonly label = input('Changes');
  /** Unchanged lines around a change. */
  readonly context = input(3);
  /** "auto" is side by side from 1280 pixels on. */
  readonly layout = input<'auto' | 'unified' | 'split'>('auto');

  private readonly isWide = signal(false);
  protected readonly isSplit = computed(() =>
    this.layout() === 'auto' ? this.isWide() : this.layout() === 'split',
  );
  private readonly rows = computed(() => diffRows(this.before(), this.after()));
  private readonly opened = linkedSignal<unknown, ReadonlySet<number>>({
    source: this.rows,
    computation: () => new Set(),
  });
  protected readonly blocks = computed(() => foldRows(this.rows(), this.context(), this.opened()));
  protected readonly isSame = computed(() => this.rows().every(({ kind }) => kind === 'same'));
  protected readonly words = computed(() => {
    const count = (kind: string) => this.rows().filter((row) => row.kind === kind).length;
    return `${count('added')} added, ${count('removed')} removed`;
  });
  protected readonly pairs = pairsOf;
  protected readonly seen = visibleText;

  constructor() {
    const query = inject(DOCUMENT).defaultView?.matchMedia?.(WIDE);
    if (!query) return;
    const read = () => this.isWide.set(query.matches);
    read();
    query.addEventListener('change', read);
    inject(DestroyRef).onDestroy(() => query.removeEventListener('change', read));
  }

  protected unfold(from: number): void {
    this.opened.update((opened) => new Set([...opened, from]));
  }
}
