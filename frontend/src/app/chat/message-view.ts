import { ChangeDetectionStrategy, Component, computed, inject, input, output } from '@angular/core';
import type { ChatMessage } from '../core/api/models';
import { Now } from '../core/now';
import { Session } from '../core/session';
import { Avatar } from '../ui/avatar';
import { CopyButton } from '../ui/copy-button';
import { Icon } from '../ui/icon';
import { IconButton } from '../ui/icon-button';
import { Pill } from '../ui/pill';
import { dayAndClock, momentText } from '../ui/time-text';
import { visibleText } from '../ui/visible-text';
import type { Step } from './conversation-log';
import { aboutAnswer, copyOf, inOrder, partsOf } from './message-look';
import { PartView } from './part-view';
import { Prompts } from './prompts';
import { StepLine } from './step-line';
import type { Choice } from './question-part';
import { CHAT_WORDS as WORDS } from './chat-words';

/** One message: a person's in a bubble, the assistant's without one, the system's as a thin line. */
@Component({
  selector: 'lg-message',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Avatar, CopyButton, Icon, IconButton, PartView, Pill, StepLine],
  templateUrl: './message-view.html',
  styleUrl: './message-view.css',
})
export class MessageView {
  readonly message = input.required<ChatMessage>();
  readonly step = input<Step>();
  readonly stopping = input(false);
  /** Nothing was said after it: its questions can be answered, and an own one can be written again. */
  readonly last = input(false);
  readonly stop = output();
  readonly chosen = output<Choice>();
  readonly right = output();
  readonly wrong = output();
  readonly edit = output();
  protected readonly words = WORDS;
  protected readonly seen = visibleText;
  protected readonly clock = (at: string) => dayAndClock(at, this.now.today());
  protected readonly moment = momentText;
  protected readonly prompts = inject(Prompts);
  private readonly session = inject(Session);
  private readonly now = inject(Now);

  protected readonly isMine = computed(() => this.message().author?.id === this.session.actor()?.id);
  protected readonly author = computed(() => visibleText(this.message().author?.name ?? ''));
  protected readonly isCommand = computed(() => this.message().content.startsWith('!'));
  /** Words of a model; what rules or a command answer is nobody's opinion. */
  protected readonly isModel = computed(() => (this.message().meta?.via ?? 'model') === 'model');
  protected readonly parts = computed(() => inOrder(partsOf(this.message())));
  protected readonly about = computed(() => aboutAnswer(this.message()));
  protected readonly isOver = computed(() => /^(done|stopped|failed)$/.test(this.message().state));
  protected readonly copy = () => copyOf(this.message());
}
