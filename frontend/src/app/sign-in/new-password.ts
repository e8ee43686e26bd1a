import { ChangeDetectionStrategy, Component, computed, input, model, signal } from '@angular/core';
import { Field } from '../ui/field';
import { TextInput } from '../ui/text-input';
import { SIGN_IN_WORDS as WORDS } from './sign-in-words';

const LEAST = 12;
const MOST = 256;
const STRONG = 18;

/** What can be said of a password while it is typed. `isWell`: the control plane may still know it from lists. */
export interface PasswordHint {
  readonly text: string;
  readonly isWell: boolean;
}

/** In words, and the same rules as the control plane's but for its lists. Lengths are counted as it counts them. */
export function passwordHint(password: string, username = ''): PasswordHint {
  const words = WORDS.new;
  const wrong = (text: string) => ({ text, isWell: false });
  if (password === '') return wrong(words.help);
  if (password.length < LEAST) return wrong(words.more(LEAST - password.length));
  if (password.length > MOST) return wrong(words.tooLong);
  const [plain, name] = [password, username].map((one) => one.normalize('NFKC').toLowerCase());
  if (name!.length >= 4 && plain!.includes(name!)) return wrong(words.holdsName);
  if (new Set(plain).size < 5) return wrong(words.fewSigns);
  return { text: password.length < STRONG ? words.enough : words.strong, isWell: true };
}

/** `<lg-new-password [label]="…" [username]="name()" [(value)]="password" [error]="…" />`: says in words how good it is. */
@Component({
  selector: 'lg-new-password',
  changeDetection: ChangeDetectionStrategy.OnPush,
  imports: [Field, TextInput],
  template: `
    <lg-field [label]="label()" [help]="hint().text" [error]="error()">
      <div class="line">
        <input
          lgInput
          [type]="isShown() ? 'text' : 'password'"
          name="new-password"
          autocomplete="new-password"
          autocapitalize="off"
          spellcheck="false"
          required
          [value]="value()"
          (input)="value.set($any($event.target).value)"
        />
        <button
          type="button"
          [attr.aria-pressed]="isShown()"
          [attr.aria-label]="words.showLabel"
          (click)="isShown.set(!isShown())"
        >
          {{ isShown() ? words.hide : words.show }}
        </button>
      </div>
    </lg-field>
  `,
  styleUrl: './password-line.css',
})
export class NewPassword {
  readonly label = input.required<string>();
  readonly username = input('');
  readonly error = input('');
  readonly value = model('');
  protected readonly isShown = signal(false);
  protected readonly words = WORDS;
  protected readonly hint = computed(() => passwordHint(this.value(), this.username()));
}
