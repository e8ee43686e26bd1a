import { ChangeDetectionStrategy, Component, computed, inject } from '@angular/core';
import { type Shortcut, Shortcuts } from '../shortcuts';
import { Modal } from './modal';
import { Panels } from './panels';
import { WORDS } from './shell-words';

interface ShownKeys {
  readonly text: string;
  readonly keys: readonly string[];
  readonly isSequence: boolean;
}

/** All keys that work on this page, and the switch for those who would rather have none. */
@Component({
  selector: 'lg-shortcut-sheet',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Modal],
  template: `
    <lg-modal [title]="words.shortcutsLabel" (closed)="panels.close('shortcuts')">
      @for (group of groups(); track group.title) {
        <section>
          <h3>{{ group.title }}</h3>
          <dl>
            @for (one of group.shortcuts; track $index) {
              <div>
                <dt>{{ one.text }}</dt>
                <dd>
                  @for (key of one.keys; track $index) {
                    @if (!$first && one.isSequence) {
                      <span class="quiet">{{ words.sheet.then }}</span>
                    }
                    <kbd>{{ key }}</kbd>
                  }
                </dd>
              </div>
            }
          </dl>
        </section>
      }
      <label>
        <input
          type="checkbox"
          role="switch"
          [checked]="shortcuts.enabled()"
          (change)="shortcuts.enable($any($event.target).checked)"
        />
        <span>
          {{ words.sheet.singleKeys }}
          <small>{{ words.sheet.singleKeysHelp }}</small>
        </span>
      </label>
    </lg-modal>
  `,
  styleUrl: './shortcut-sheet.css',
})
export class ShortcutSheet {
  protected readonly shortcuts = inject(Shortcuts);
  protected readonly panels = inject(Panels);
  protected readonly words = WORDS;

  protected readonly groups = computed(() => {
    const all = this.shortcuts.list();
    const always: ShownKeys[] = [
      { text: 'Search or run a command', keys: [MODIFIER, 'K'], isSequence: false },
      { text: 'Close what is open', keys: ['Esc'], isSequence: false },
    ];
    return [
      { title: WORDS.sheet.page, shortcuts: all.filter(({ scope }) => scope !== 'everywhere').map(shown) },
      {
        title: WORDS.sheet.everywhere,
        shortcuts: [...always, ...all.filter(({ scope }) => scope === 'everywhere').map(shown)],
      },
    ].filter(({ shortcuts }) => shortcuts.length > 0);
  });
}

export const MODIFIER = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘' : 'Ctrl';

const NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  ' ': 'Space',
};

function shown({ keys, description }: Shortcut): ShownKeys {
  const parts = keys === ' ' ? [keys] : keys.split(' ');
  return {
    text: description,
    keys: parts.map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
    isSequence: parts.length > 1,
  };
}
