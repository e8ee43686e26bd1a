import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationShutdown, OnModuleInit } from '@nestjs/common';
import { CONFIG } from '@legator/core';
import type { Config } from '@legator/core';
import { BreachedPasswordFile } from './breached-password-file.js';
import { CommonPasswords } from './common-passwords.js';
import { BreachedPasswords } from './password-rules.js';

/** What attackers make themselves, and what stands in the list that a setting names. */
@Injectable()
export class KnownPasswords extends BreachedPasswords implements OnModuleInit, OnApplicationShutdown {
  private readonly common = new CommonPasswords();
  private file?: BreachedPasswordFile;

  constructor(@Inject(CONFIG) private readonly config: Config) {
    super();
  }

  /** Without the list that was asked for there is no start. */
  async onModuleInit(): Promise<void> {
    const path = this.config.breachedPasswordsFile;
    if (path !== undefined) this.file = await BreachedPasswordFile.open(path);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.file?.close();
  }

  async includes(password: string): Promise<boolean> {
    return (await this.common.includes(password)) || ((await this.file?.includes(password)) ?? false);
  }
}
