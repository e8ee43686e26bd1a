import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.js';
import type { Config } from '../config/config.js';
import { Transactions } from '../database/transactions.js';
import type { Tx } from '../database/transactions.js';
import { readKeyFile, writeKeyFile } from './key-file.js';
import { makePrivatePem, readSigningKey } from './signing-key.js';
import type { SigningKey } from './signing-key.js';

/** One key per purpose: frames to probes, checkpoints of the audit trail. */
export type KeyPurpose = 'command' | 'checkpoint';

/** Any number that only the making of keys locks. */
const LOCK = 7_305_911_206;

const SETTING = {
  command: { field: 'commandKeyFile', name: 'LEGATOR_COMMAND_KEY_FILE' },
  checkpoint: { field: 'checkpointKeyFile', name: 'LEGATOR_CHECKPOINT_KEY_FILE' },
} as const;

/**
 * The private keys of the control plane: in `<data>/keys/<purpose>.pem`, or where a setting says.
 *
 * The database remembers which key it was set up with. A key is made only where the database knows none yet; a
 * replica that holds another key, or none, does not start.
 */
@Injectable()
export class KeyStore {
  private readonly keys = new Map<KeyPurpose, Promise<SigningKey>>();

  constructor(
    private readonly transactions: Transactions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Loads the key of a purpose, or makes the first one. Rejects with a sentence for whoever starts the server. */
  load(purpose: KeyPurpose): Promise<SigningKey> {
    const known = this.keys.get(purpose);
    if (known) return known;
    const loading = this.transactions.worker((tx) => this.loadOrMake(tx, purpose));
    this.keys.set(purpose, loading);
    loading.catch(() => this.keys.delete(purpose));
    return loading;
  }

  private async loadOrMake(tx: Tx, purpose: KeyPurpose): Promise<SigningKey> {
    // Replicas that start together on an empty database: the second one must see what the first one made.
    await tx.query('select pg_advisory_xact_lock($1)', [LOCK]);
    const [known] = await tx.query('select kid from core_key where purpose = $1', [purpose]);
    const key = await this.find(purpose, known?.kid);
    if (known && known.kid !== key.kid) throw otherKey(purpose, known.kid, key.kid, this.place(purpose));
    if (!known) {
      await tx.query('insert into core_key (purpose, kid, public_key) values ($1, $2, $3)', [
        purpose,
        key.kid,
        key.publicKey,
      ]);
    }
    return key;
  }

  private async find(purpose: KeyPurpose, known: string | undefined): Promise<SigningKey> {
    const given = this.config[SETTING[purpose].field];
    const path = this.place(purpose);
    if (given !== undefined) return parse(await givenPem(given, purpose), path);
    const kept = await readKeyFile(path);
    if (kept !== undefined) return parse(kept, path);
    if (known) throw keyMissing(purpose, known, path);
    const pem = makePrivatePem();
    await writeKeyFile(path, pem).catch((error: unknown) => {
      throw fileProblem(`A new ${purpose} key cannot be written to ${path}`, error);
    });
    return parse(pem, path);
  }

  /** In words, for messages: a path, or the setting that brought the key. */
  private place(purpose: KeyPurpose): string {
    if (this.config[SETTING[purpose].field] !== undefined) return SETTING[purpose].name;
    return join(resolve(this.config.dataDir), 'keys', `${purpose}.pem`);
  }
}

/** A setting holds the key itself (read from its file already) or names the file. */
async function givenPem(given: string, purpose: KeyPurpose): Promise<string> {
  if (given.trimStart().startsWith('-----BEGIN')) return given;
  try {
    return await readFile(given, 'utf8');
  } catch (error) {
    throw fileProblem(`${SETTING[purpose].name} cannot be read`, error);
  }
}

function parse(pem: string, place: string): SigningKey {
  try {
    return readSigningKey(pem);
  } catch (error) {
    throw new Error(`The key in ${place} cannot be used: ${(error as Error).message}`, { cause: error });
  }
}

/** Without a cause: inside a transaction its code (ENOENT) would be taken for that of a lost connection. */
function fileProblem(what: string, error: unknown): Error {
  return new Error(`${what}: ${(error as Error).message}`);
}

function otherKey(purpose: KeyPurpose, known: string, found: string, place: string): Error {
  return new Error(
    `This database was set up with the ${purpose} key ${known}, but ${place} holds ${found}. Bring the right key, or point this server at its own database.`,
  );
}

function keyMissing(purpose: KeyPurpose, known: string, path: string): Error {
  return new Error(
    `This database was set up with the ${purpose} key ${known}, which is not in ${path}. Put the file there, or name it with ${SETTING[purpose].name}. No new key was made: what the old one signed could no longer be checked.`,
  );
}
