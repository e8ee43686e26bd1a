import {
  AuditChainPosition,
  AuditExportHeader,
  AuditOmitted,
  SignedCheckpoint,
  type AuditExportHeader as Header,
} from '@legator/contracts';
import { entryHash } from './audit-chain.js';
import { MAX_CANONICAL_DEPTH, canonicalize } from './canonical.js';
import { ChainVerifier, type ChainReport } from './chain-verifier.js';
import { findJsonFlaw } from './json-guard.js';
import { KeyRing } from './keys.js';

const MAX_LINE_LENGTH = 16 * 1024 * 1024;

/** The first line of an export, without its line feed, as is true of every line made here. */
export function exportHeaderLine(header: Omit<Header['export'], 'v'>): string {
  return JSON.stringify(AuditExportHeader.parse({ export: { v: 1, ...header } }));
}

/** The line of an entry whose stored canonical text is an object without a key `chain`. */
export function exportEntryLine(canonicalText: string, position: AuditChainPosition): string {
  const { index, entry_hash, link } = position;
  const comma = canonicalText === '{}' ? '' : ',';
  return `${canonicalText.slice(0, -1)}${comma}"chain":${JSON.stringify({ index, entry_hash, link })}}`;
}

/** The line of an entry that a filter left out. */
export function exportOmittedLine(index: number, entry_hash: string): string {
  return JSON.stringify({ omitted: { index, entry_hash } });
}

/** The line of a checkpoint. It goes right behind the entry it seals, or before. Also the form of a kept checkpoint. */
export function checkpointLine({ checkpoint, sig }: SignedCheckpoint): string {
  return JSON.stringify({ checkpoint, sig });
}

/** Reads a kept checkpoint; undefined when the text is none. Its signature is not checked here. */
export function parseCheckpoint(text: string): SignedCheckpoint | undefined {
  return SignedCheckpoint.safeParse(parseLine(text.trim())).data;
}

export interface VerifyExportOptions {
  /** Raw base64url. These decide; the keys named inside an export prove nothing. */
  readonly publicKeys: Iterable<string>;
  /** A checkpoint kept elsewhere: finds a cut tail and a history that was signed anew. */
  readonly checkpoint?: SignedCheckpoint;
  /** Refuse an export of any other tenant. */
  readonly tenant?: string;
}

export interface ExportReport extends ChainReport {
  /** Of the export, or of the caller when the header could not be read. */
  tenant: string | null;
  from_index: number | null;
  /** The line where the first fault was found, from 1; null when the export is valid or ended too soon. */
  line: number | null;
}

/**
 * Checks an audit export without asking anybody: every text against its hash, every hash against the chain, the chain
 * against checkpoints signed by a key the caller trusts. Reads to the first fault and never throws for what it reads.
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  options: VerifyExportOptions,
): Promise<ExportReport> {
  const reader = new ExportReader(options);
  for await (const line of lines) {
    reader.line(line);
    if (reader.done) break;
  }
  return reader.report();
}

class ExportReader {
  private readonly ring: KeyRing;
  private header: Header['export'] | undefined;
  private verifier: ChainVerifier | undefined;
  private lineNumber = 0;

  constructor(private readonly options: VerifyExportOptions) {
    this.ring = new KeyRing(options.publicKeys);
  }

  get done(): boolean {
    return this.verifier?.failed ?? false;
  }

  line(text: string): void {
    this.lineNumber += 1;
    if (text === '') return;
    const value = parseLine(text);
    if (this.verifier) this.row(this.verifier, value);
    else this.start(value);
  }

  report(): ExportReport {
    const failedAtLine = this.done ? this.lineNumber : null;
    if (!this.verifier) this.begin(undefined);
    return {
      ...this.verifier!.finish(),
      tenant: this.header?.tenant ?? this.options.tenant ?? null,
      from_index: this.header?.from_index ?? null,
      line: failedAtLine,
    };
  }

  private start(value: unknown): void {
    this.begin(AuditExportHeader.safeParse(value).data?.export);
  }

  private begin(header: Header['export'] | undefined): void {
    this.header = header;
    const tenant = this.options.tenant ?? header?.tenant ?? '';
    this.verifier = new ChainVerifier({
      tenant,
      verify: this.ring.verify,
      fromIndex: header?.from_index,
      startLink: header?.start_link,
      requireCheckpoint: true,
    });
    if (!header) this.verifier.fail('malformed');
    else if (header.tenant !== tenant) this.verifier.fail('wrong_tenant');
    if (this.options.checkpoint) this.verifier.checkpoint(this.options.checkpoint);
  }

  private row(verifier: ChainVerifier, value: unknown): void {
    if (typeof value !== 'object' || value === null) return verifier.fail('malformed');
    if ('chain' in value) return entryRow(verifier, value as { chain: unknown });
    if ('omitted' in value) return omittedRow(verifier, value);
    const signed = SignedCheckpoint.safeParse(value);
    if (signed.success) verifier.checkpoint(signed.data);
    else verifier.fail('malformed');
  }
}

function entryRow(verifier: ChainVerifier, { chain, ...body }: { chain: unknown }): void {
  const position = AuditChainPosition.safeParse(chain);
  if (!position.success) return verifier.fail('malformed');
  const { index, entry_hash, link } = position.data;
  const text = canonicalize(body);
  if (entryHash(text) !== entry_hash) return verifier.fail('entry_hash');
  verifier.entry({ index, text, link });
}

function omittedRow(verifier: ChainVerifier, value: object): void {
  const row = AuditOmitted.safeParse(value);
  if (!row.success) return verifier.fail('malformed');
  verifier.entry({ index: row.data.omitted.index, omitted: row.data.omitted.entry_hash });
}

/** The value of a line; undefined when it is no JSON, or JSON that another reader may understand differently. */
function parseLine(text: string): unknown {
  if (text.length > MAX_LINE_LENGTH) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return findJsonFlaw(text, { maxDepth: MAX_CANONICAL_DEPTH, exactNumbers: true }) ? undefined : value;
  } catch {
    return undefined;
  }
}
