import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What has to be known again when the browser comes back. */
export const LoginState = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  code_verifier: z.string(),
  max_age: z.number().optional(),
  issuer: z.string(),
  client_id: z.string(),
  callback: z.string(),
  next: z.string(),
  /** The sign-in whose person confirms that they are there; nothing when one is to be opened. */
  confirms: z.string().optional(),
  expires_at: z.number(),
});
export type LoginState = z.infer<typeof LoginState>;

const CONTEXT = Buffer.from('legator.oidc-state.v1');
const HINT_CONTEXT = Buffer.from('legator.oidc-logout.v1');
/** What a browser still keeps as one cookie. */
const MAX_LENGTH = 4_000;

/** For the browser to keep: it can neither read nor change it. */
export function sealState(state: LoginState, key: Buffer): string {
  return seal(JSON.stringify(state), key, CONTEXT);
}

/** @returns nothing for one that is not ours, was changed, or is too old */
export function openState(sealed: string, key: Buffer, now: Date): LoginState | undefined {
  if (sealed.length > MAX_LENGTH) return undefined;
  const text = open(sealed, key, CONTEXT);
  if (text === undefined) return undefined;
  const state = LoginState.parse(JSON.parse(text));
  return state.expires_at > now.getTime() ? state : undefined;
}

/** What is kept with a session for the sign-out at the provider. */
export function sealHint(hint: string, key: Buffer): string {
  return seal(hint, key, HINT_CONTEXT);
}

export function openHint(sealed: string, key: Buffer): string | undefined {
  return open(sealed, key, HINT_CONTEXT);
}

function seal(text: string, key: Buffer, context: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(context);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

function open(sealed: string, key: Buffer, context: Buffer): string | undefined {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12), { authTagLength: 16 });
  decipher.setAAD(context).setAuthTag(bytes.subarray(-16));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}
