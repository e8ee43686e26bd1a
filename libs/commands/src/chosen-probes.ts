import { Injectable } from '@nestjs/common';
import type { Tx } from '@legator/core';
import { ProbeChannel, ProbesService } from '@legator/fleet';
import type { Target, TargetChoice } from '@legator/fleet';

/** The probes that somebody means: named ones in their order, each once, or all with a tag or of a site. */
export interface Chosen {
  readonly ids: readonly string[];
  /** Those that exist. */
  readonly targets: readonly Target[];
  /** Those of them that are connected: the only ones that are asked for anything. */
  readonly here: readonly Target[];
}

/** What a body names: exactly one of the three. */
export function choiceIn(body: {
  readonly probes?: readonly string[] | undefined;
  readonly tag?: string | undefined;
  readonly site?: string | undefined;
}): TargetChoice {
  if (body.probes) return { probeIds: body.probes };
  return body.tag === undefined ? { site: body.site! } : { tag: body.tag };
}

/** Finds the probes of a request, and which of them are there to take it. */
@Injectable()
export class ChosenProbes {
  constructor(
    private readonly probes: ProbesService,
    private readonly channel: ProbeChannel,
  ) {}

  async choose(tx: Tx, choice: TargetChoice): Promise<Chosen> {
    const targets = await this.probes.targets(tx, choice);
    return {
      ids: 'probeIds' in choice ? [...new Set(choice.probeIds)] : targets.map(({ id }) => id),
      targets,
      here: targets.filter((target) => this.isConnected(target)),
    };
  }

  /** The table lags behind a connection by a second; this replica's own are known at once. */
  private isConnected({ id, connected }: Target): boolean {
    return connected || this.channel.isConnected(id);
  }
}
