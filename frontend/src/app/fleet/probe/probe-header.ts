import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import { Session } from '../../core/session';
import { Age } from '../../ui/age';
import { LgButton } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { IconButton } from '../../ui/icon-button';
import { Menu, MenuItem, MenuTrigger } from '../../ui/menu';
import { Pill } from '../../ui/pill';
import { Tooltip } from '../../ui/tooltip';
import { visibleText } from '../../ui/visible-text';
import type { ProbeDetail } from '../../core/api/models';
import { StatusMark } from '../status-mark';
import { nameOf, systemOf } from '../probe-order';
import { policyText } from './policy-words';
import type { ProbeAction } from './probe-actions';
import { ProbeSite } from './probe-site';
import { ProbeTags } from './probe-tags';
import { WORDS } from './probe-words';

const TONES = { online: 'ok', degraded: 'warn', offline: 'bad', pending: 'info' } as const;

/** Which host this is, how it is, what may be done with it. */
@Component({
  selector: 'lg-probe-header',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Age,
    Icon,
    IconButton,
    LgButton,
    Menu,
    MenuItem,
    MenuTrigger,
    Pill,
    ProbeSite,
    ProbeTags,
    StatusMark,
    Tooltip,
  ],
  templateUrl: './probe-header.html',
  styleUrl: './probe-header.css',
  host: { '[class.short]': '!offersRun()' },
})
export class ProbeHeader {
  readonly probe = input.required<ProbeDetail>();
  readonly actions = input.required<readonly ProbeAction[]>();
  /** The line to the control plane is down: nothing can be sent. */
  readonly isLost = input(false);
  /** Else it is offered elsewhere on the page. */
  readonly offersRun = input(true);
  readonly run = output();
  protected readonly words = WORDS;
  private readonly session = inject(Session);
  protected readonly mayRun = computed(
    () => this.offersRun() && this.session.may('fleet:write') && this.session.may('command:exec'),
  );
  protected readonly facts = computed(() => {
    const probe = this.probe();
    return {
      name: visibleText(nameOf(probe)),
      system: visibleText(systemOf(probe)),
      tone: TONES[probe.status],
      policy: policyText(probe),
    };
  });
}
