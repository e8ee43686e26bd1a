import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument, Document } from 'yaml';
import { z } from 'zod';
import { generateKeyPair, loadKeyPair, type KeyPair } from '@legator/wire';
import { replaceFile } from './replace-file.js';
import { ProbeConfig } from './probe-config.js';

const KEY_FILE = 'key.pem';

/** `config.yaml` and the private key beside it: a folder of mode 0700, files of mode 0600. */
export class ConfigStore {
  readonly path: string;

  constructor(private readonly folder: string) {
    this.path = join(folder, 'config.yaml');
  }

  get exists(): boolean {
    return fs.existsSync(this.path);
  }

  /** Reads and checks all of it; throws a sentence that names the file. */
  load(): ProbeConfig {
    refuseMode(this.path, 0o022, 'may be changed by others');
    const document = this.read();
    const parsed = ProbeConfig.safeParse(document.toJS());
    if (!parsed.success) throw new Error(`${this.path}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  }

  /** Sets these keys and leaves every other one, and the comments, as they are. `undefined` removes a key. */
  save(changes: Partial<ProbeConfig>): void {
    this.makeFolder();
    const document = this.exists ? this.read() : new Document({});
    for (const [key, value] of Object.entries(changes)) {
      if (value === undefined) document.delete(key);
      else document.set(key, document.createNode(value));
    }
    replaceFile(this.path, document.toString());
  }

  /** Makes this host's own key. Its private half never leaves the folder. */
  makeKey(): KeyPair & { file: string } {
    this.makeFolder();
    const pair = generateKeyPair();
    replaceFile(join(this.folder, KEY_FILE), pair.privatePem);
    return { ...pair, file: KEY_FILE };
  }

  /** The key that the config names. Refuses one that others on this host may read. */
  loadKey(config: ProbeConfig): KeyPair {
    const path = resolve(this.folder, config.private_key ?? KEY_FILE);
    refuseMode(path, 0o077, 'may be read by others');
    try {
      return loadKeyPair(fs.readFileSync(path, 'utf8'));
    } catch (cause) {
      throw new Error(`${path}: ${(cause as Error).message}`, { cause });
    }
  }

  private read(): Document {
    const document = parseDocument(fs.readFileSync(this.path, 'utf8'), { uniqueKeys: true });
    const [error] = document.errors;
    if (error) throw new Error(`${this.path}: ${error.message}`);
    return document;
  }

  private makeFolder(): void {
    fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    fs.chmodSync(this.folder, 0o700);
  }
}

function refuseMode(path: string, forbidden: number, what: string): void {
  let mode: number;
  try {
    mode = fs.statSync(path).mode & 0o777;
  } catch (cause) {
    throw new Error(`${path}: ${(cause as Error).message}`, { cause });
  }
  if (mode & forbidden) throw new Error(`${path} ${what} (mode ${mode.toString(8)}); chmod 600 it.`);
}
