import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Pill } from '../ui/pill';
import { visibleText } from '../ui/visible-text';
import { type PolicyText, rulesOf, thenText } from './policy-rules';

/** A policy in sentences. */
@Component({
  selector: 'lg-rule-list',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Pill],
  template: `
    @for (section of sections(); track section.title) {
      <section [attr.aria-label]="section.title">
        <h2>{{ section.title }}</h2>
        <ul>
          @for (rule of section.rules; track $index) {
            <li>
              <span class="text">
                {{ rule.text }}
                @for (code of rule.code; track $index) {
                  <code class="mono">{{ seen(code) }}</code>
                }
              </span>
              @if (rule.then; as then) {
                <lg-pill [tone]="then === 'deny' ? 'bad' : 'warn'">{{ thenText(then) }}</lg-pill>
              }
            </li>
          }
        </ul>
      </section>
    }
  `,
  styles: `
    :host {
      display: block;
      border: 1px solid var(--line);
      border-radius: var(--r-l);
      background: var(--s1);
    }
    section {
      display: grid;
      grid-template-columns: 170px minmax(0, 1fr);
      gap: 4px 16px;
      padding: 12px 14px;
    }
    section + section {
      border-top: 1px solid var(--line);
    }
    h2 {
      color: var(--t2);
      font-weight: 550;
    }
    ul {
      display: grid;
      gap: 8px;
    }
    li {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 10px;
      align-items: baseline;
      justify-content: space-between;
      min-width: 0;
    }
    .text {
      min-width: 0;
      overflow-wrap: anywhere;
    }
    code {
      padding: 1px 6px;
      border: 1px solid var(--line);
      border-radius: var(--r-s);
      background: var(--sunken);
      line-height: 20px;
      unicode-bidi: isolate;
      white-space: pre-wrap;
    }
    @media (max-width: 767px) {
      section {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class RuleList {
  readonly policy = input.required<PolicyText>();
  protected readonly sections = computed(() => rulesOf(this.policy()));
  protected readonly seen = visibleText;
  protected readonly thenText = thenText;
}
