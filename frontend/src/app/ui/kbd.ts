import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** How this keyboard calls them; `Mod` is Ctrl, and ⌘ on a Mac. */
const CAPS: Readonly<Record<string, string>> = {
  Mod: isApple ? '⌘' : 'Ctrl',
  Enter: '↵',
  Up: '↑',
  Down: '↓',
  Backspace: '⌫',
};

const SPOKEN: Readonly<Record<string, string>> = {
  Mod: isApple ? 'Command' : 'Control',
  '[': 'left bracket',
  ']': 'right bracket',
  '/': 'slash',
  '?': 'question mark',
};

/** `<lg-kbd keys="Mod K" />`: key caps, one for each word; readers hear the names of the keys. */
@Component({
  selector: 'lg-kbd',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (cap of caps(); track $index) {
      <kbd aria-hidden="true">{{ cap }}</kbd>
    }
    <span class="hidden">{{ spoken() }}</span>
  `,
  styles: `
    :host {
      position: relative;
      display: inline-flex;
      flex: none;
      gap: 3px;
    }
    kbd {
      min-width: 18px;
      padding: 0 4px;
      border: 1px solid var(--line-strong);
      border-radius: var(--r-s);
      background: var(--s3);
      color: var(--t2);
      font: 500 10px/16px var(--sans);
      text-align: center;
    }
  `,
})
export class Kbd {
  readonly keys = input.required<string>();
  private readonly names = computed(() => this.keys().split(' ').filter(Boolean));
  protected readonly caps = computed(() => this.names().map((name) => CAPS[name] ?? name));
  protected readonly spoken = computed(() =>
    this.names()
      .map((name) => SPOKEN[name] ?? name)
      .join(' '),
  );
}
