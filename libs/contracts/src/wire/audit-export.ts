import { z } from 'zod';

const Hash = z.string().regex(/^[0-9a-f]{64}$/);
const Kid = z.string().regex(/^[0-9a-f]{16}$/);
const RawKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const Tenant = z.string().min(1).max(64);

/** A claim, to be signed, that the chain of a tenant had this link at this index. */
export const Checkpoint = z.strictObject({
  v: z.literal(1),
  tenant: Tenant,
  /** Of the entry it seals; the first one is 1. */
  index: z.int().min(1),
  /** SHA-256, 64 hex digits. */
  link: Hash,
  at: z.iso.datetime(),
  /** The key that signs it. */
  kid: Kid,
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** A checkpoint with its Ed25519 signature, base64url: a line of an export, and the file that a witness keeps. */
export const SignedCheckpoint = z.strictObject({ checkpoint: Checkpoint, sig: z.string().max(128) });
export type SignedCheckpoint = z.infer<typeof SignedCheckpoint>;

/** First line of an audit export. Nothing in it is proof; the keys only help a reader to find the right one. */
export const AuditExportHeader = z.strictObject({
  export: z.strictObject({
    v: z.literal(1),
    tenant: Tenant,
    from_index: z.int().min(1),
    /** The link before the first entry; 64 zeros before index 1. */
    start_link: Hash,
    keys: z.array(z.strictObject({ kid: Kid, public_key: RawKey })).max(100),
    exported_at: z.iso.datetime(),
  }),
});
export type AuditExportHeader = z.infer<typeof AuditExportHeader>;

/** What an entry line carries under `chain` beside the fields of the event itself. */
export const AuditChainPosition = z.strictObject({ index: z.int().min(1), entry_hash: Hash, link: Hash });
export type AuditChainPosition = z.infer<typeof AuditChainPosition>;

/** The line of an entry that a filter left out: enough to go on with the chain. */
export const AuditOmitted = z.strictObject({
  omitted: z.strictObject({ index: z.int().min(1), entry_hash: Hash }),
});
export type AuditOmitted = z.infer<typeof AuditOmitted>;
