import { NgTemplateOutlet } from '@angular/common';
import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { jsonChanges } from './json-changes';
import { visibleText } from './visible-text';

/** Two JSON values as a tree of the keys that differ, and of nothing else. */
@Component({
  selector: 'lg-json-diff',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [NgTemplateOutlet],
  template: `
    @if (changes().length > 0) {
      <div class="frame mono" role="region" tabindex="0" [attr.aria-label]="label()">
        <ng-container [ngTemplateOutlet]="tree" [ngTemplateOutletContext]="{ $implicit: changes() }" />
      </div>
    } @else {
      <p class="quiet small">Nothing differs.</p>
    }
    <ng-template #tree let-list>
      <ul>
        @for (change of list; track change.key) {
          <li>
            @if (change.key) {
              <span class="key">{{ seen(change.key) }}</span>
            }
            @if (change.before !== undefined) {
              <span class="removed"
                ><span aria-hidden="true">− </span><span class="hidden">was </span
                >{{ seen(change.before) }}</span
              >
            }
            @if (change.after !== undefined) {
              <span class="added"
                ><span aria-hidden="true">+ </span><span class="hidden">becomes </span
                >{{ seen(change.after) }}</span
              >
            }
            @if (change.children.length > 0) {
              <ng-container
                [ngTemplateOutlet]="tree"
                [ngTemplateOutletContext]="{ $implicit: change.children }"
              />
            }
          </li>
        }
      </ul>
    </ng-template>
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    .frame {
      max-height: var(--diff-height, none);
      padding: 6px 10px;
      overflow: auto;
      border: 1px solid var(--line);
      border-radius: var(--r-m);
      background: var(--sunken);
      line-height: 19px;
    }
    .frame:focus-visible {
      outline-offset: -2px;
    }
    ul ul {
      margin-left: 5px;
      padding-left: 12px;
      border-left: 1px solid var(--line);
    }
    .key {
      color: var(--t2);
    }
    .key::after {
      content: ':';
    }
    .removed,
    .added {
      display: block;
      width: fit-content;
      max-width: 100%;
      padding: 0 6px;
      border-radius: var(--r-s);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
      unicode-bidi: isolate;
    }
    .removed {
      background: var(--bad-bg);
      color: var(--diff-del);
    }
    .added {
      background: var(--ok-bg);
      color: var(--diff-add);
    }
  `,
})
export class JsonDiff {
  readonly before = input.required<unknown>();
  readonly after = input.required<unknown>();
  readonly label = input('Changed values');
  protected readonly changes = computed(() => jsonChanges(this.before(), this.after()));
  protected readonly seen = visibleText;
}
