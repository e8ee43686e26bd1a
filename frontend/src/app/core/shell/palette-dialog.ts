import {
  type AfterViewInit,
  ChangeDetectionStrategy,
  Component,
  DestroyRef,
  type ElementRef,
  computed,
  inject,
  viewChild,
} from '@angular/core';
import { Palette } from '../../ui/palette';
import { AskSource } from '../palette/ask-source';
import { ConversationSource } from '../palette/conversation-source';
import { FleetSource } from '../palette/fleet-source';
import { GROUP_ORDER } from '../palette/palette-groups';
import { PlaceSource } from '../palette/place-source';
import { SavedFilterSource } from '../palette/saved-filter-source';
import { VerbSource } from '../palette/verb-source';
import { Selection } from '../selection';
import { Panels } from './panels';
import { WORDS } from './shell-words';

/** The palette over everything, filled with what the console knows. Open as long as it is there. */
@Component({
  selector: 'lg-palette-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Palette],
  template: `
    <dialog
      #dialog
      [attr.aria-label]="words.searchLabel"
      (close)="close()"
      (click)="$event.target === dialog && close()"
    >
      <lg-palette
        [sources]="sources"
        [groups]="groups"
        [placeholder]="words.search"
        [context]="context()"
        (closed)="close()"
      />
    </dialog>
  `,
  styles: `
    dialog {
      width: min(640px, 100vw - 24px);
      max-height: calc(100dvh - 24px);
      margin: min(118px, 14dvh) auto auto;
      padding: 0;
      overflow: visible;
      border: 0;
      background: none;
      color: var(--t1);
    }
    dialog::backdrop {
      background: var(--scrim);
    }
    @media (max-width: 767px) {
      dialog {
        margin-top: 8px;
      }
    }
  `,
})
export class PaletteDialog implements AfterViewInit {
  private readonly panels = inject(Panels);
  private isClosed = false;
  protected readonly words = WORDS;
  protected readonly groups = GROUP_ORDER;
  protected readonly sources = [
    inject(VerbSource),
    inject(PlaceSource),
    inject(SavedFilterSource),
    inject(FleetSource),
    inject(ConversationSource),
    inject(AskSource),
  ];
  private readonly selection = inject(Selection);
  protected readonly context = computed(() => this.selection.current()?.text);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  constructor() {
    inject(DestroyRef).onDestroy(() => this.dialog().nativeElement.close());
  }

  ngAfterViewInit(): void {
    this.dialog().nativeElement.showModal();
  }

  /** Told at once and once: the dialog's own event comes later, when another palette may be open already. */
  protected close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.dialog().nativeElement.close();
    this.panels.close('palette');
  }
}
