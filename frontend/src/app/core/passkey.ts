import { DOCUMENT, Injectable, inject } from '@angular/core';
import { ApiError } from './api-error';

/** As WebAuthn writes it in JSON; what is in it is the control plane's affair. */
export type PasskeyJson = Readonly<Record<string, unknown>>;

/** What a browser of today knows and TypeScript's own types do not name yet everywhere. */
interface JsonCredentials {
  parseRequestOptionsFromJSON(options: unknown): PublicKeyCredentialRequestOptions;
  parseCreationOptionsFromJSON(options: unknown): PublicKeyCredentialCreationOptions;
}

/** The browser's own questions for a passkey. Both reject with an `ApiError` that says what became of it. */
@Injectable({ providedIn: 'root' })
export class Passkeys {
  private readonly window = inject(DOCUMENT).defaultView;

  /** Whether this browser has them here: only under https, or on this very machine. */
  get isKnown(): boolean {
    return typeof this.kind()?.parseRequestOptionsFromJSON === 'function';
  }

  /** Asks for a passkey that exists. */
  use(options: PasskeyJson): Promise<PasskeyJson> {
    return this.ask((kind, credentials) =>
      credentials.get({ publicKey: kind.parseRequestOptionsFromJSON(options) }),
    );
  }

  /** Makes a new one. */
  make(options: PasskeyJson): Promise<PasskeyJson> {
    return this.ask((kind, credentials) =>
      credentials.create({ publicKey: kind.parseCreationOptionsFromJSON(options) }),
    );
  }

  private async ask(
    how: (kind: JsonCredentials, credentials: CredentialsContainer) => Promise<Credential | null>,
  ): Promise<PasskeyJson> {
    const [kind, credentials] = [this.kind(), this.window?.navigator.credentials];
    if (!kind || !credentials) throw new ApiError('console.no_passkeys', 'There are no passkeys here.', 0);
    try {
      const made = await how(kind, credentials);
      return (made as unknown as { toJSON(): PasskeyJson }).toJSON();
    } catch (cause) {
      const isKnown = cause instanceof DOMException && cause.name === 'InvalidStateError';
      throw isKnown
        ? new ApiError('console.passkey_known', 'This device has a passkey here.', 0)
        : new ApiError('console.passkey_left', 'No passkey was given.', 0);
    }
  }

  private kind(): JsonCredentials | undefined {
    return (this.window as unknown as { PublicKeyCredential?: JsonCredentials } | null)?.PublicKeyCredential;
  }
}
