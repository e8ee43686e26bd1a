import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import type { Inline } from './markdown';
import { CHAT_WORDS as WORDS } from './chat-words';

/** The words of a line: emphasis, code, and links that say where they lead. */
@Component({
  selector: 'lg-inline',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (one of inside(); track $index) {
      @switch (one.kind) {
        @case ('text') {
          <ng-container>{{ one.text }}</ng-container>
        }
        @case ('code') {
          <code class="mono">{{ one.text }}</code>
        }
        @case ('strong') {
          <strong><lg-inline [inside]="one.inside" /></strong>
        }
        @case ('em') {
          <em><lg-inline [inside]="one.inside" /></em>
        }
        @case ('del') {
          <del><lg-inline [inside]="one.inside" /></del>
        }
        @case ('break') {
          <br />
        }
        @case ('link') {
          <a
            [href]="one.href"
            target="_blank"
            rel="noopener noreferrer nofollow"
            [title]="words.linkTo(one.host)"
            ><lg-inline [inside]="one.inside" /><small> ({{ one.host }})</small></a
          >
        }
      }
    }
  `,
  styles: `
    :host {
      display: contents;
    }
    code {
      padding: 1px 4px;
      border-radius: var(--r-s);
      background: var(--s2);
      overflow-wrap: anywhere;
    }
    strong {
      color: var(--t1);
      font-weight: 600;
    }
    a {
      text-decoration: underline;
      text-underline-offset: 2px;
      overflow-wrap: anywhere;
    }
    small {
      color: var(--t3);
      font: var(--fs-11);
    }
  `,
})
export class InlineText {
  readonly inside = input.required<readonly Inline[]>();
  protected readonly words = WORDS;
}
