import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { LgButton } from '../button';
import { Dialogs } from '../dialogs';
import { Drawer } from '../drawer';
import { IconButton } from '../icon-button';
import { Menu, MenuCheck, MenuItem, MenuTitle, MenuTrigger } from '../menu';
import { Toasts } from '../toasts';
import { Tooltip } from '../tooltip';
import { HOSTILE } from './samples';
import { Specimen } from './specimen';

/** What floats above the page. */
@Component({
  selector: 'lg-float-section',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [
    Drawer,
    IconButton,
    LgButton,
    Menu,
    MenuCheck,
    MenuItem,
    MenuTitle,
    MenuTrigger,
    Specimen,
    Tooltip,
  ],
  template: `
    <lg-specimen name="Dialogs.confirm: light, destructive, heavy">
      <button lgButton (click)="light()">Light</button>
      <button lgButton variant="danger" (click)="destructive()">Destructive</button>
      <button lgButton variant="danger" (click)="heavy()">Heavy</button>
      <span class="quiet">{{ answer() }}</span>
    </lg-specimen>
    <lg-specimen name="Menu, Tooltip, Drawer">
      <button
        lgIconButton
        icon="ellipsis"
        variant="secondary"
        aria-label="More actions"
        [lgMenuTrigger]="more"
      ></button>
      <button lgButton lgTooltip="Runs on 12 probes and changes nothing">Hover or focus</button>
      <button lgButton icon="panel-right" (click)="isOpen.set(true)">Open drawer</button>
    </lg-specimen>
    <lg-specimen name="Toasts">
      <button lgButton (click)="toasts.done('Tag prod removed from web-03.fra1', undo)">
        Done, with Undo
      </button>
      <button lgButton (click)="toasts.info('Export is ready')">Info</button>
      <button lgButton (click)="toasts.failed('Could not acknowledge: ' + hostile.markup)">Failed</button>
    </lg-specimen>
    <ng-template #more>
      <lg-menu>
        <button lgMenuItem icon="tag" hint="T" (triggered)="answer.set('Tag')">Tag</button>
        <button lgMenuItem icon="refresh-cw" hint="asks for approval" (triggered)="answer.set('Update')">
          Update probe
        </button>
        <hr />
        <lg-menu-title>Columns</lg-menu-title>
        <button lgMenuCheck [checked]="isShown()" (triggered)="isShown.set(!isShown())">CPU</button>
        <hr />
        <button lgMenuItem icon="trash-2" tone="bad" (triggered)="answer.set('Remove')">Remove</button>
      </lg-menu>
    </ng-template>
    @if (isOpen()) {
      <lg-drawer title="Chat" [(width)]="width" (closed)="isOpen.set(false)">
        <button lgButton>Inside</button>
        <p>{{ hostile.long }} {{ hostile.bidi }}</p>
      </lg-drawer>
    }
  `,
})
export class FloatSection {
  protected readonly toasts = inject(Toasts);
  protected readonly hostile = HOSTILE;
  protected readonly answer = signal('');
  protected readonly isOpen = signal(false);
  protected readonly isShown = signal(true);
  protected readonly width = signal(380);
  protected readonly undo = () => this.answer.set('Undone');
  private readonly dialogs = inject(Dialogs);

  protected light(): Promise<void> {
    return this.ask({
      title: 'Send a test message?',
      text: 'It goes to the channel #ops.',
      verb: 'Send test',
    });
  }

  protected destructive(): Promise<void> {
    return this.ask({
      title: 'Revoke key ci-deploy?',
      text: 'What uses it stops working at once. This cannot be undone.',
      verb: 'Revoke key',
      tone: 'danger',
    });
  }

  protected heavy(): Promise<void> {
    return this.ask({
      title: 'Remove probe web-03.fra1?',
      consequences: ['Its token is void and it must join again.', 'Audit and history are kept.'],
      verb: 'Remove probe',
      tone: 'danger',
      typeToConfirm: 'web-03.fra1',
    });
  }

  private async ask(wish: Parameters<Dialogs['confirm']>[0]): Promise<void> {
    this.answer.set((await this.dialogs.confirm(wish)) ? 'Confirmed' : 'Cancelled');
  }
}
