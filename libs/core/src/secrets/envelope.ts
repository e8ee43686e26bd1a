import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Whose secret it is. All three are bound into what is stored: moved to another row it cannot be opened. */
export interface SecretRef {
  readonly tenantId: string;
  /** The table that the secret belongs to. */
  readonly table: string;
  readonly id: string;
}

/** What lies in the database: of no use without the key-encryption key that `keyId` names. */
export interface Sealed {
  readonly keyId: string;
  /** The record's own data key, wrapped. */
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
}

/** A key that wraps the data keys of records. It never leaves the process and its file. */
export interface WrappingKey {
  /** 16 hex digits, made from the key with HMAC-SHA-256; tells nothing about it. */
  readonly id: string;
  readonly bytes: Buffer;
}

/** @throws when these are not 32 bytes */
export function wrappingKey(bytes: Buffer): WrappingKey {
  if (bytes.length !== KEY_BYTES) throw new Error(`A key has ${KEY_BYTES} bytes, not ${bytes.length}.`);
  const id = createHmac('sha256', bytes).update('legator secrets key id').digest('hex').slice(0, 16);
  return { id, bytes };
}

/** A new random key. */
export function newWrappingKey(): WrappingKey {
  return wrappingKey(randomBytes(KEY_BYTES));
}

/** Seals a text under a data key of its own, and that one under the key given. */
export function seal(text: string, ref: SecretRef, key: WrappingKey): Sealed {
  const dataKey = randomBytes(KEY_BYTES);
  return {
    keyId: key.id,
    wrappedKey: encrypt(dataKey, key.bytes, keyContext(ref, key.id)),
    sealed: encrypt(Buffer.from(text, 'utf8'), dataKey, textContext(ref)),
  };
}

/** @throws when anything about it was changed, or it belongs to another record or key */
export function unseal(sealed: Sealed, ref: SecretRef, key: WrappingKey): string {
  const dataKey = decrypt(sealed.wrappedKey, key.bytes, keyContext(ref, key.id));
  return decrypt(sealed.sealed, dataKey, textContext(ref)).toString('utf8');
}

/** The same data key under another key; the sealed text stays as it is. @throws as `unseal` does */
export function rewrap(wrapped: Buffer, ref: SecretRef, from: WrappingKey, to: WrappingKey): Buffer {
  const dataKey = decrypt(wrapped, from.bytes, keyContext(ref, from.id));
  return encrypt(dataKey, to.bytes, keyContext(ref, to.id));
}

function encrypt(plain: Buffer, key: Buffer, context: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(context);
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(stored: Buffer, key: Buffer, context: Buffer): Buffer {
  if (stored.length < IV_BYTES + TAG_BYTES) throw new Error('It is too short.');
  const iv = stored.subarray(0, IV_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES }).setAAD(context);
  decipher.setAuthTag(stored.subarray(stored.length - TAG_BYTES));
  return Buffer.concat([
    decipher.update(stored.subarray(IV_BYTES, stored.length - TAG_BYTES)),
    decipher.final(),
  ]);
}

/** As JSON, so that no two different records have the same context. */
function textContext({ tenantId, table, id }: SecretRef): Buffer {
  return Buffer.from(JSON.stringify(['legator.secret.v1', tenantId, table, id]));
}

function keyContext({ tenantId, table, id }: SecretRef, keyId: string): Buffer {
  return Buffer.from(JSON.stringify(['legator.secret-key.v1', tenantId, table, id, keyId]));
}
