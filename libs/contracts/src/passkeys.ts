import { z } from 'zod';

/** Bytes as WebAuthn writes them in JSON. */
const Bytes = z
  .string()
  .max(16_384)
  .regex(/^[A-Za-z0-9_-]*$/, 'must be base64url');
const CredentialId = Bytes.min(1).max(1_400);
/** As `PublicKeyCredential.toJSON()` gives it, which may say more than is read here. */
const credential = {
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  authenticatorAttachment: z.string().max(30).nullish(),
};

/** Bytes signed by a passkey: what `navigator.credentials.get` answers. */
export const PasskeyAssertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: Bytes.min(1),
    authenticatorData: Bytes.min(1),
    signature: Bytes.min(1),
    userHandle: Bytes.nullish(),
  }),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

/** A new passkey: what `navigator.credentials.create` answers. */
export const PasskeyAttestation = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: Bytes.min(1),
    attestationObject: Bytes.min(1),
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
});
export type PasskeyAttestation = z.infer<typeof PasskeyAttestation>;

/** Options for `navigator.credentials`, as `parseCreationOptionsFromJSON` and `parseRequestOptionsFromJSON` read them. */
export const PasskeyOptions = z.object({ options: z.record(z.string(), z.unknown()) });
export type PasskeyOptions = z.infer<typeof PasskeyOptions>;

export const PasskeyName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\p{C}]*$/u, 'must not hold characters that cannot be seen');

/** Body of `POST /api/v1/profile/passkeys`. */
export const AddPasskey = z.strictObject({
  name: PasskeyName.default('Passkey'),
  response: PasskeyAttestation,
});
export type AddPasskey = z.infer<typeof AddPasskey>;

/** Body of `PATCH /api/v1/profile/passkeys/{id}`. */
export const RenamePasskey = z.strictObject({ name: PasskeyName });
export type RenamePasskey = z.infer<typeof RenamePasskey>;

export const PasskeyView = z.object({
  id: z.string(),
  name: z.string(),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
  transports: z.array(z.string()),
});
export type PasskeyView = z.infer<typeof PasskeyView>;
export const PasskeyList = z.object({ passkeys: z.array(PasskeyView), total: z.int() });
export type PasskeyList = z.infer<typeof PasskeyList>;

/** Body of `POST /api/v1/auth/login/passkey`: with the ticket as second factor, without it alone. */
export const PasskeyLogin = z.strictObject({
  ticket: z.string().min(1).max(200).optional(),
  response: PasskeyAssertion,
});
export type PasskeyLogin = z.infer<typeof PasskeyLogin>;

/** Body of `POST /api/v1/auth/confirm/passkey`. */
export const PasskeyConfirm = z.strictObject({ response: PasskeyAssertion });
export type PasskeyConfirm = z.infer<typeof PasskeyConfirm>;

export const RemovedPasskeys = z.object({ removed: z.int() });
export type RemovedPasskeys = z.infer<typeof RemovedPasskeys>;
