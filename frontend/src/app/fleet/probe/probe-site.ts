import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import type { ProbeDetail } from '../../core/api/models';
import { Session } from '../../core/session';
import { SiteMoves } from '../../sites/site-moves';
import { SITE_WORDS } from '../../sites/site-words';
import { LgButton } from '../../ui/button';
import { Pill } from '../../ui/pill';
import { visibleText } from '../../ui/visible-text';
import { ProbeStore } from './probe-store';

/** Where the probe stands, changed in place by whoever may. */
@Component({
  selector: 'lg-probe-site',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [LgButton, Pill],
  template: `
    <span class="quiet small" aria-hidden="true">{{ words.label }}</span>
    @if (mayEdit()) {
      <button
        lgButton
        size="compact"
        icon="map-pin"
        [attr.aria-label]="words.change(name())"
        (click)="change()"
      >
        <bdi class="ellipsis">{{ name() }}</bdi>
      </button>
    } @else {
      <lg-pill icon="map-pin">{{ name() }}</lg-pill>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      margin-inline-start: auto;
      gap: 6px;
      align-items: center;
      min-width: 0;
    }
    bdi {
      max-width: 180px;
    }
  `,
})
export class ProbeSite {
  readonly probe = input.required<Pick<ProbeDetail, 'id' | 'site' | 'site_id'>>();
  protected readonly words = SITE_WORDS;
  private readonly moves = inject(SiteMoves);
  private readonly session = inject(Session);
  private readonly store = inject(ProbeStore);
  protected readonly mayEdit = computed(() => this.session.may('fleet:write'));
  protected readonly name = computed(() => visibleText(this.probe().site ?? SITE_WORDS.none));

  protected async change(): Promise<void> {
    const { id, site_id } = this.probe();
    const to = await this.moves.choose({ count: 1, site: site_id, isInside: site_id !== undefined });
    if (to) await this.moves.move([{ id, site_id }], to, () => this.read(id));
  }

  private async read(id: string): Promise<void> {
    if (this.store.id() === id) await this.store.load();
  }
}
