import { randomBytes } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '../config/config.js';
import type { Config } from '../config/config.js';
import { readKeyFile, writeKeyFile } from '../keys/key-file.js';
import { newWrappingKey, wrappingKey } from './envelope.js';
import type { WrappingKey } from './envelope.js';

const HEADER =
  '# Keys that the secrets in the database of Legator are wrapped with; the last one is the newest. Keep a copy elsewhere.\n';

/**
 * The key-encryption keys: one per line of `<data>/keys/secrets.key`, or of the file that LEGATOR_SECRETS_KEY_FILE
 * names, 32 bytes each as 64 hexadecimal digits or in base64. While keys are rotated there are two.
 */
@Injectable()
export class KeyRing {
  /** Also those that the file no longer has: what was read a moment ago may still need them. */
  private readonly seen = new Map<string, WrappingKey>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** Where the keys are kept. */
  get path(): string {
    return this.config.secretsKeyFile ?? join(resolve(this.config.dataDir), 'keys', 'secrets.key');
  }

  /** In words, for messages. */
  get place(): string {
    return this.config.secretsKeyFile === undefined ? this.path : `LEGATOR_SECRETS_KEY_FILE (${this.path})`;
  }

  /** The keys as the file has them now, oldest first; nothing when there is no file. */
  async read(): Promise<readonly WrappingKey[]> {
    const text = await this.text();
    return this.remember(text === undefined ? [] : parse(text, this.place));
  }

  /** The key of that name; the file is read again for one that is new since. */
  async find(id: string): Promise<WrappingKey | undefined> {
    if (!this.seen.has(id)) await this.read();
    return this.seen.get(id);
  }

  /** Makes the first key, in a new file. */
  async make(): Promise<WrappingKey> {
    const key = newWrappingKey();
    await writeKeyFile(this.path, textOf([key])).catch((error: unknown) => {
      throw plain(`A new key for secrets cannot be written to ${this.place}`, error);
    });
    this.remember([key]);
    return key;
  }

  /** Replaces the file by one with these keys: whole and on disk, or the old one stays. */
  async write(keys: readonly WrappingKey[]): Promise<void> {
    const unfinished = `${this.path}.${randomBytes(6).toString('hex')}`;
    try {
      const file = await open(unfinished, 'wx', 0o600);
      try {
        await file.writeFile(textOf(keys));
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, this.path);
    } catch (error) {
      throw plain(`${this.place} cannot be written`, error);
    } finally {
      await rm(unfinished, { force: true });
    }
    this.remember(keys);
  }

  private remember(keys: readonly WrappingKey[]): readonly WrappingKey[] {
    for (const key of keys) this.seen.set(key.id, key);
    return keys;
  }

  private async text(): Promise<string | undefined> {
    if (this.config.secretsKeyFile === undefined) return readKeyFile(this.path);
    return readFile(this.path, 'utf8').catch((error: unknown) => {
      throw plain(`${this.place} cannot be read`, error);
    });
  }
}

function parse(text: string, place: string): WrappingKey[] {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  const keys = lines.map((line) => {
    const bytes = Buffer.from(line, /^[0-9a-f]{64}$/i.test(line) ? 'hex' : 'base64');
    // Never quotes the line: it may be a key with a slip of the hand.
    if (bytes.length !== 32 || !/^[A-Za-z0-9+/=_-]+$/.test(line)) {
      throw new Error(
        `${place} has a line that is no key: each is 32 bytes as 64 hexadecimal digits or in base64 (openssl rand -hex 32).`,
      );
    }
    return wrappingKey(bytes);
  });
  if (keys.length === 0) throw new Error(`${place} holds no key (openssl rand -hex 32 makes one).`);
  return keys;
}

function textOf(keys: readonly WrappingKey[]): string {
  return HEADER + keys.map(({ bytes }) => `${bytes.toString('hex')}\n`).join('');
}

/** Without a cause: inside a transaction its code (ENOENT) would be taken for that of a lost connection. */
function plain(what: string, error: unknown): Error {
  return new Error(`${what}: ${(error as Error).message}`);
}
