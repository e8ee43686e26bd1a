import { DOCUMENT, Injectable, computed, inject } from '@angular/core';
import { Router } from '@angular/router';
import { Toasts } from '../../ui/toasts';
import { visibleText } from '../../ui/visible-text';
import { ApprovalsWaiting } from '../approvals-waiting';
import { Freezes } from '../freezes';
import { THEME_CHOICES, Theme, type ThemeChoice } from '../theme';
import { type Verb, Verbs } from '../verbs';
import { Viewport } from '../viewport';
import { Connection } from './connection';
import { FreezeLifting } from './freeze-lifting';
import { Navigation } from './navigation';
import { Panels } from './panels';
import { WORDS } from './shell-words';
import { THEME_ICONS } from './theme-icons';

/** What the shell itself can do, and the pages that begin with a verb. */
@Injectable({ providedIn: 'root' })
export class ShellVerbs {
  private readonly page = inject(DOCUMENT);
  private readonly router = inject(Router);
  private readonly theme = inject(Theme);
  private readonly freezes = inject(Freezes);
  private readonly approvals = inject(ApprovalsWaiting);
  private readonly viewport = inject(Viewport);
  private readonly navigation = inject(Navigation);
  private readonly connection = inject(Connection);
  private readonly panels = inject(Panels);
  private readonly lifting = inject(FreezeLifting);
  private readonly toasts = inject(Toasts);

  private readonly verbs = computed<readonly Verb[]>(() => [
    {
      id: 'add-probe',
      text: WORDS.verbs.addProbe,
      icon: 'plus',
      permission: 'fleet:write',
      run: () => void this.router.navigateByUrl('/fleet/add'),
    },
    {
      id: 'ask-fleet',
      text: WORDS.verbs.askFleet,
      icon: 'messages-square',
      permission: 'fleet:read',
      run: () => void this.router.navigateByUrl('/chat/new'),
    },
    {
      id: 'verify-chain',
      text: WORDS.verbs.verify,
      icon: 'shield-check',
      permission: 'audit:read',
      run: () => void this.router.navigateByUrl('/audit?verify=1'),
    },
    ...this.nextApproval(),
    {
      id: 'new-policy',
      text: WORDS.verbs.newPolicy,
      icon: 'shield',
      permission: 'fleet:write',
      run: () => void this.router.navigateByUrl('/policies/observe-only/copy'),
    },
    {
      id: 'freeze',
      text: WORDS.verbs.freeze,
      icon: 'snowflake',
      hint: WORDS.verbs.asksFirst,
      permission: 'execution:freeze',
      run: () => void this.router.navigateByUrl('/freezes?new=tenant'),
    },
    ...this.whatIsWrong(),
    ...THEME_CHOICES.filter((choice) => choice !== this.theme.choice()).map((choice) =>
      this.themeVerb(choice),
    ),
    ...this.layout(),
    { id: 'copy-link', text: WORDS.verbs.copyLink, icon: 'link', run: () => void this.copyLink() },
  ]);

  constructor() {
    inject(Verbs).offer(this.verbs);
  }

  /** Only while there is one that this person can decide. */
  private nextApproval(): Verb[] {
    const next = this.approvals.next();
    if (!next) return [];
    return [
      {
        id: 'next-approval',
        text: WORDS.verbs.nextApproval,
        icon: 'shield-check',
        hint: visibleText(next.target.name),
        permission: 'approval:read',
        run: () => void this.router.navigate(['/approvals', next.id]),
      },
    ];
  }

  private whatIsWrong(): Verb[] {
    const verbs: Verb[] = [];
    if (this.freezes.worst())
      verbs.push({
        id: 'lift-freeze',
        text: WORDS.banner.lift,
        icon: 'snowflake',
        hint: WORDS.verbs.asksFirst,
        permission: 'execution:freeze',
        run: () => void this.lifting.ask(),
      });
    if (this.connection.view().since !== undefined)
      verbs.push({
        id: 'connect',
        text: WORDS.live.retry,
        icon: 'refresh',
        run: () => this.connection.retry(),
      });
    return verbs;
  }

  private themeVerb(choice: ThemeChoice): Verb {
    return {
      id: `theme-${choice}`,
      text: WORDS.verbs.theme[choice],
      icon: THEME_ICONS[choice],
      run: () => this.theme.choose(choice),
    };
  }

  /** A phone has neither that navigation nor these keys. */
  private layout(): Verb[] {
    if (this.viewport.isPhone()) return [];
    return [
      {
        id: 'navigation',
        text: this.navigation.isCollapsed() ? WORDS.expand : WORDS.collapse,
        icon: 'panel-left',
        keys: ['['],
        run: () => this.navigation.toggle(),
      },
      {
        id: 'shortcuts',
        text: WORDS.verbs.shortcuts,
        icon: 'keyboard',
        keys: ['?'],
        run: () => this.panels.show('shortcuts'),
      },
    ];
  }

  private async copyLink(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.page.location.href);
      this.toasts.done(WORDS.verbs.copied);
    } catch {
      // Without HTTPS the browser refuses.
      this.toasts.failed(WORDS.verbs.notCopied);
    }
  }
}
