import fs from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDocument, Document } from 'yaml';
import { z } from 'zod';
import { generateKeyPair, loadKeyPair, type KeyPair } from '@legator/wire';
import { replaceFile } from './replace-file.js';
import { ProbeConfig } from './probe-config.js';

const KEY_FILE = 'key.pem';
const OWN_KEY = /^key(-[0-9a-f]{16})?\.pem$/;

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

  /**
   * Makes a key of this host's own. Its private half never leaves the folder. One that is there already stays as it is:
   * which of them counts is what the config names.
   */
  makeKey(): KeyPair & { file: string } {
    this.makeFolder();
    const pair = generateKeyPair();
    const file = fs.existsSync(join(this.folder, KEY_FILE)) ? `key-${pair.kid}.pem` : KEY_FILE;
    replaceFile(join(this.folder, file), pair.privatePem);
    return { ...pair, file };
  }

  /** The file of the key that the config names, whatever else is wrong with it. */
  get keyFile(): string | undefined {
    const named: unknown = this.exists ? this.read().get('private_key') : undefined;
    return typeof named === 'string' ? named : undefined;
  }

  /** Takes a key away that no config names any more; only one that `makeKey` could have made. */
  dropKey(file: string): void {
    if (OWN_KEY.test(file) && file !== this.keyFile) fs.rmSync(join(this.folder, file), { force: true });
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
