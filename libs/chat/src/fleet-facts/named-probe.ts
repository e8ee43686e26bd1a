import { Injectable } from '@nestjs/common';
import { FleetWords } from '@legator/fleet';
import type { Turn } from '../turns/turn.js';

/** One host by what somebody calls it. */
export type FoundProbe = { readonly id: string } | { readonly problem: string };

@Injectable()
export class NamedProbe {
  constructor(private readonly words: FleetWords) {}

  /** A conversation with one host reaches no other. @param name id, hostname, or what stands before its first dot */
  async find({ probeId }: Pick<Turn, 'probeId'>, name: string | undefined): Promise<FoundProbe> {
    if (name === undefined)
      return probeId ? { id: probeId } : { problem: 'Name the probe by its id or hostname.' };
    const word = name.trim().toLowerCase();
    const { hosts } = await this.words.known([word]);
    const exact = hosts.filter(({ id, hostname }) => id === word || hostname.toLowerCase() === word);
    const found = exact.length > 0 ? exact : hosts;
    const [only] = found;
    if (!only) return { problem: 'No host is called so.' };
    if (found.length > 1)
      return {
        problem: `Several hosts are called so: ${found
          .slice(0, 8)
          .map(({ id }) => id)
          .join(', ')}.`,
      };
    if (probeId !== null && only.id !== probeId)
      return { problem: 'This conversation is about one host and reaches no other.' };
    return { id: only.id };
  }
}
