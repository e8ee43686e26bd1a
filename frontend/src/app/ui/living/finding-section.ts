import { ChangeDetectionStrategy, Component, signal } from '@angular/core';
import { Palette, type PaletteItem, type PaletteSource, rankBy } from '../palette';
import { Splitter } from '../splitter';
import { TimeRange } from '../time-range';
import { type TokenError, TokenFilter, type TokenKey } from '../token-filter';

const NAMES = [
  'Restart nginx.service',
  'Results of the last command',
  'Reset theme to system',
  'Audit: restart events',
];

/** Filters, ranges, the palette and the line between two panels. */
@Component({
  selector: 'lg-finding-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Palette, Splitter, TimeRange, TokenFilter],
  template: `
    <lg-token-filter
      label="Things"
      placeholder="name, tag, place"
      [keys]="keys"
      [error]="error()"
      [(query)]="query"
    />
    <p class="small quiet mono">{{ query() }}</p>
    <lg-time-range [(range)]="range" />
    <p class="small quiet mono">{{ range() }}</p>
    <lg-palette context="web-03.fra1" [sources]="[now, later]" [groups]="['On this page', 'Go to', 'Do']" />
    <div class="panels">
      <div [style.width.px]="width()">{{ width() }} pixels</div>
      <lg-splitter
        key="living"
        label="Width of the first panel"
        [min]="120"
        [max]="400"
        [initial]="240"
        [(size)]="width"
      />
      <div>the rest</div>
    </div>
  `,
  styles: `
    :host {
      display: grid;
      gap: 8px;
      justify-items: start;
      min-width: 0;
    }
    lg-token-filter {
      width: 100%;
      max-width: 520px;
    }
    .panels {
      display: flex;
      width: 100%;
      height: 80px;
      border: 1px solid var(--line);
    }
    .panels div {
      padding: 8px;
    }
  `,
})
export class FindingSection {
  protected readonly query = signal('tag:prod level:<80 <i>x</i>');
  protected readonly error = signal<TokenError | undefined>({
    token: 'level:<80',
    message: 'A level is a number.',
  });
  protected readonly range = signal('6h');
  protected readonly width = signal(240);
  protected readonly keys: readonly TokenKey[] = [
    {
      key: 'tag',
      hint: 'a tag it carries',
      values: (prefix) =>
        Promise.resolve(
          [
            { value: 'prod', count: 214 },
            { value: 'web <tier>', count: 12 },
          ].filter(({ value }) => value.startsWith(prefix)),
        ),
    },
    { key: 'level', hint: 'a number, <80 or >20' },
    { key: 'place', hint: 'where it stands' },
  ];
  protected readonly now: PaletteSource = {
    find: ({ text }) =>
      rankBy(
        text,
        NAMES.map((title, at) => item(title, at < 2 ? 'On this page' : 'Do')),
      ),
  };
  protected readonly later: PaletteSource = {
    find: async ({ text }) => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return rankBy(text, [{ ...item('res-cache-02.fra1', 'Go to'), keys: ['G', 'F'] }]);
    },
  };
}

function item(title: string, group: string): PaletteItem {
  return { id: title, group, icon: 'refresh', title, detail: 'asks for approval', run: () => undefined };
}
