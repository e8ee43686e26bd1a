import { ChangeDetectionStrategy, Component, computed, input, signal } from '@angular/core';
import type { Inventory } from '../core/api/models';

const FIRST = 8;
const RANK: Readonly<Record<string, number>> = { failed: 0, running: 1 };
const TONES: Readonly<Record<string, string>> = { failed: 'bad', running: 'ok' };

/** Services, failed ones first, then those that run. */
@Component({
  selector: 'lg-service-card',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <header>
      <h2>Services</h2>
      <span class="quiet small num">{{ summary() }}</span>
    </header>
    <ul>
      @for (service of shown(); track service.name) {
        <li>
          <span class="mono ellipsis" [title]="service.description || service.name">{{ service.name }}</span>
          <span class="pill" [class]="tone(service.state)">{{ service.state }}</span>
        </li>
      }
    </ul>
    @if (services().length > first) {
      <button type="button" class="btn" [attr.aria-expanded]="all()" (click)="all.set(!all())">
        {{ all() ? 'Show fewer' : 'Show all ' + services().length }}
      </button>
    }
  `,
  styles: `
    :host {
      display: block;
    }
    li {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 12px;
      min-height: 33px;
      padding: 0 12px;
      border-bottom: 1px solid var(--line);
    }
    li:last-child {
      border: 0;
    }
    .btn {
      margin: 8px 12px 12px;
    }
  `,
})
export class ServiceCard {
  readonly services = input.required<NonNullable<Inventory['services']>>();
  protected readonly all = signal(false);
  protected readonly first = FIRST;

  private readonly sorted = computed(() =>
    [...this.services()].sort((a, b) => rank(a.state) - rank(b.state) || a.name.localeCompare(b.name)),
  );
  protected readonly shown = computed(() => (this.all() ? this.sorted() : this.sorted().slice(0, FIRST)));

  protected readonly summary = computed(() => {
    const count = (state: string) => this.services().filter((service) => service.state === state).length;
    const [failed, running] = [count('failed'), count('running')];
    return [failed > 0 ? `${failed} failed` : '', `${running} running`].filter(Boolean).join(' · ');
  });

  protected tone(state: string): string {
    return TONES[state] ?? '';
  }
}

function rank(state: string): number {
  return RANK[state] ?? 2;
}
