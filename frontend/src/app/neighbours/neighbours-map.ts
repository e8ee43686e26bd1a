import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { RouterLink } from '@angular/router';
import { Loaded } from '../core/loaded';
import { StatusMark } from '../fleet/status-mark';
import { LgButton } from '../ui/button';
import { Failure } from '../ui/failure';
import { Icon } from '../ui/icon';
import { momentText } from '../ui/time-text';
import { type Effect, interruptionOf } from './interruption';
import { countOf, domainOf, shortName, sideOf } from './neighbour-sides';
import { NeighboursApi } from './neighbours-api';
import { asOfText } from './neighbours-age';
import { WORDS } from './neighbours-words';

/** So many at each side before the rest is folded; one alone is not worth folding. */
const SHOWN = 6;
const ROW = 38;
const GAP = 6;

type SideName = 'in' | 'out';

/**
 * A host between those who use it and those it uses, and which of them a command may cut off. Where its probe never told of
 * connections it says that and no more.
 */
@Component({
  selector: 'lg-neighbours-map',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Failure, Icon, LgButton, RouterLink, StatusMark],
  templateUrl: './neighbours-map.html',
  styleUrl: './neighbours-map.css',
})
export class NeighboursMap {
  readonly probe = input.required<string>();
  readonly name = input.required<string>();
  /** What the command would touch, and at which level it runs. */
  readonly effects = input.required<readonly Effect[]>();
  readonly level = input.required<string>();
  /** "5 neighbours · 0 interrupted"; nothing where they are not known. */
  readonly told = output<string>();

  private readonly api = inject(NeighboursApi);
  protected readonly words = WORDS;
  protected readonly read = new Loaded(() => this.api.of(untracked(this.probe)));
  protected readonly view = this.read.value;
  protected readonly forbidden = computed(() => this.read.error()?.status === 403);
  private readonly unfolded = signal<ReadonlySet<SideName>>(new Set());
  private readonly all = computed(() => this.view()?.neighbours ?? []);
  private readonly interruption = computed(() =>
    interruptionOf(this.effects(), this.all(), {
      level: this.level(),
      truncated: this.view()?.truncated ?? false,
    }),
  );
  protected readonly sides = computed(() => [this.side('in', WORDS.uses), this.side('out', WORDS.used)]);
  private readonly domain = computed(() => domainOf(this.name()));
  protected readonly shortName = computed(() => shortName(this.name(), this.domain()));
  protected readonly hasCut = computed(() => this.interruption().who.size > 0);
  protected readonly asOf = computed(() => asOfText(this.view()));
  protected readonly moment = computed(() => momentText(this.view()?.received_at ?? ''));

  constructor() {
    effect(() => {
      this.probe();
      untracked(() => {
        this.read.clear();
        this.unfolded.set(new Set());
        void this.read.load();
      });
    });
    effect(() => this.told.emit(this.note()));
  }

  private note(): string {
    if (!this.view()?.received_at) return '';
    const count = WORDS.neighbours(countOf(this.all()));
    return this.all().length === 0 ? count : `${count} · ${WORDS.interrupted(this.interruption())}`;
  }

  protected toggle(name: SideName): void {
    this.unfolded.update((before) =>
      before.has(name) ? new Set([...before].filter((one) => one !== name)) : new Set([...before, name]),
    );
  }

  private side(name: SideName, title: string) {
    const nodes = sideOf(this.all(), name, this.interruption().who, this.domain());
    const folds = nodes.length > SHOWN + 1;
    const shown = folds && !this.unfolded().has(name) ? nodes.slice(0, SHOWN) : nodes;
    const rows = shown.length + (folds ? 1 : 0);
    const height = Math.max(0, rows * (ROW + GAP) - GAP);
    const lines = shown.map(({ isCut }, at) => ({ isCut, d: lineOf(name, at, height) }));
    return { name, title, shown, folds, hidden: nodes.length - shown.length, rows, height, lines };
  }
}

/** From the middle of a node to the middle of all of them, where the host is. */
function lineOf(side: SideName, at: number, height: number): string {
  const [y, middle] = [at * (ROW + GAP) + ROW / 2, height / 2];
  return side === 'in'
    ? `M0 ${y}C12 ${y} 8 ${middle} 20 ${middle}`
    : `M20 ${y}C8 ${y} 12 ${middle} 0 ${middle}`;
}
