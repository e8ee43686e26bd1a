import { Logger } from '@nestjs/common';

const logger = new Logger('gateway');

/** Says each thing about a connection once, so that a broken probe cannot fill the log. */
export class LinkLog {
  private said: Set<string> | undefined;

  constructor(private readonly probeId: string) {}

  /** @returns whether it was said for the first time */
  once(what: string, message: string): boolean {
    if (this.said?.has(what)) return false;
    // What a probe sends names these, so there must be an end to them.
    if ((this.said ??= new Set()).size >= 32) return false;
    this.said.add(what);
    logger.warn({ probeId: this.probeId }, message);
    return true;
  }
}
