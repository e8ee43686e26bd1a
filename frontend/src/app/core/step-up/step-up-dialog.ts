import { DIALOG_DATA, DialogRef } from '@angular/cdk/dialog';
import { ChangeDetectionStrategy, Component, inject, signal } from '@angular/core';
import { LgButton } from '../../ui/button';
import { DialogFrame } from '../../ui/dialog-frame';
import { Failure } from '../../ui/failure';
import { Field } from '../../ui/field';
import { TextInput } from '../../ui/text-input';
import { visibleText } from '../../ui/visible-text';
import { Loaded } from '../loaded';
import { Passkeys } from '../passkey';
import { Sending } from '../sending';
import { Session } from '../session';
import { whenConfirmedElsewhere } from './confirmed-elsewhere';
import { StepUpApi } from './step-up-api';

const WORDS = {
  title: 'Confirm that it is you',
  text: 'This is asked again for what matters most. It holds for five minutes.',
  password: 'Your password',
  missing: 'Type your password.',
  verb: 'Confirm',
  passkey: 'Use your passkey',
  cancel: 'Cancel',
  provider: (name: string) => `Confirm with ${name}`,
  elsewhere: 'It opens in a window of its own. This goes on by itself once you are back.',
  off: 'You have no password here, and signing in with the provider is off. Ask an administrator.',
} as const;

export interface StepUpData {
  /** What the refusal asked for, as the control plane said it: `passkey`, `password` or `oidc`. */
  readonly by: unknown;
}

/** Asks for the passkey, or for a proof at the provider, or the password of who has none. Closes with true once it was right. */
@Component({
  selector: 'lg-step-up-dialog',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [DialogFrame, Failure, Field, LgButton, TextInput],
  template: `
    <lg-dialog [title]="words.title">
      <p class="soft">{{ words.text }}</p>
      @if (by === 'password') {
        <lg-field [label]="words.password" [error]="isMissing() ? words.missing : ''">
          <input
            lgInput
            type="password"
            autocomplete="current-password"
            (input)="password.set($any($event.target).value)"
            (keydown.enter)="confirm()"
          />
        </lg-field>
      }
      @if (by === 'oidc' && provider.value() !== undefined) {
        <p class="soft">{{ provider.value() ? words.elsewhere : words.off }}</p>
      }
      @if (sending.error() ?? provider.error(); as error) {
        <lg-failure plain [error]="error" [retryable]="false" />
      }
      <button dialog-actions lgButton (click)="dialog.close(false)">{{ words.cancel }}</button>
      @if (by !== 'oidc') {
        <button
          dialog-actions
          lgButton
          variant="primary"
          [icon]="by === 'passkey' ? 'key-round' : undefined"
          [busy]="sending.busy()"
          (click)="confirm()"
        >
          {{ by === 'passkey' ? words.passkey : words.verb }}
        </button>
      } @else if (provider.value(); as there) {
        <a dialog-actions lgButton variant="primary" target="_blank" rel="noopener" [href]="there.url">
          {{ words.provider(seen(there.name)) }}
        </a>
      }
    </lg-dialog>
  `,
})
export class StepUpDialog {
  protected readonly words = WORDS;
  protected readonly dialog = inject<DialogRef<boolean>>(DialogRef);
  protected readonly by = byOf(inject<StepUpData>(DIALOG_DATA), inject(Session));
  protected readonly password = signal('');
  protected readonly isMissing = signal(false);
  protected readonly sending = new Sending();
  private readonly api = inject(StepUpApi);
  private readonly keys = inject(Passkeys);
  protected readonly seen = visibleText;
  /** What the provider is called; nothing while that is not known, or of no use. */
  protected readonly provider = new Loaded(() => this.api.provider());

  constructor() {
    if (this.by !== 'oidc') return;
    void this.provider.load();
    whenConfirmedElsewhere(() => this.dialog.close(true));
  }

  protected async confirm(): Promise<void> {
    this.isMissing.set(this.by === 'password' && this.password() === '');
    if (this.isMissing()) return;
    const done = await this.sending.send(async () => {
      if (this.by === 'passkey')
        await this.api.byPasskey(await this.keys.use(await this.api.passkeyOptions()));
      else await this.api.byPassword(this.password());
      return true;
    });
    if (done) this.dialog.close(true);
  }
}

/** As the refusal said; from a control plane that does not say it, what the person has. */
function byOf({ by }: StepUpData, session: Session): 'passkey' | 'password' | 'oidc' {
  if (by === 'passkey' || by === 'password' || by === 'oidc') return by;
  return session.actor()?.has_passkey === true ? 'passkey' : 'password';
}
