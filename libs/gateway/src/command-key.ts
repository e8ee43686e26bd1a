import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import type { ServerKey } from '@legator/contracts';
import { KeyStore } from '@legator/core';
import type { SigningKey } from '@legator/core';
import { ServerKeys } from '@legator/fleet';
import type { Signer } from '@legator/wire';

/** The key that frames to probes are signed with. Loaded before the port opens; without it nothing starts. */
@Injectable()
export class CommandKey extends ServerKeys implements OnModuleInit {
  private key: SigningKey | undefined;

  constructor(private readonly keys: KeyStore) {
    super();
  }

  async onModuleInit(): Promise<void> {
    this.key = await this.keys.load('command');
  }

  list(): readonly ServerKey[] {
    return this.key ? [{ kid: this.key.kid, public_key: this.key.publicKey }] : [];
  }

  get signer(): Signer {
    if (!this.key) throw new Error('The command key is not loaded yet.');
    return this.key;
  }
}
