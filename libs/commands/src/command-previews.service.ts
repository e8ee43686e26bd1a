import { Injectable } from '@nestjs/common';
import type { CommandPreview, ProbePreview } from '@legator/contracts';
import { DomainError, Transactions } from '@legator/core';
import type { Tx } from '@legator/core';
import type { Target, TargetChoice } from '@legator/fleet';
import { ChosenProbes } from './chosen-probes.js';
import type { Chosen } from './chosen-probes.js';
import { noProbe } from './commands.errors.js';
import { CommandRequests } from './command-requests.service.js';
import type { CommandAsk, CommandForeseen } from './command-requests.service.js';
import { commandOf, worstFirst } from './preview-words.js';

const SHOWN = 200;

type AnyProbe = Omit<CommandAsk, 'probeId' | 'requestId' | 'idempotencyKey'>;

/** What would become of a command on many probes, asked the same way as the request itself; changes nothing. */
@Injectable()
export class CommandPreviews {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: ChosenProbes,
    private readonly requests: CommandRequests,
  ) {}

  /** @throws what the request is refused for, apart from a freeze; `not_found` when no probe is meant */
  preview(choice: TargetChoice, ask: AnyProbe): Promise<CommandPreview> {
    return this.transactions.run(async (tx) => {
      const chosen = await this.probes.choose(tx, choice);
      if (chosen.ids.length === 0) throw noProbe(choice);
      const present = new Set(chosen.here);
      const away = chosen.targets.filter((target) => !present.has(target));
      // Apart, as a request would: what holds a probe that is away does not hold the others.
      const here = await this.foresee(tx, chosen.here, ask);
      return toPreview(ask, chosen, here, await this.foresee(tx, away, ask));
    });
  }

  private foresee(tx: Tx, targets: readonly Target[], ask: AnyProbe): Promise<CommandForeseen[]> {
    const asks = targets.map(({ id }) => ({ ...ask, probeId: id }));
    return asks.length > 0 ? this.requests.previewIn(tx, asks, targets) : Promise.resolve([]);
  }
}

function toPreview(
  ask: AnyProbe,
  { ids, targets }: Chosen,
  here: readonly CommandForeseen[],
  away: readonly CommandForeseen[],
): CommandPreview {
  const refusal = here.find(({ frozen }) => frozen)?.frozen;
  const connected = here.map((one) => probeView(one, true, refusal));
  const count = (decision: ProbePreview['decision']) =>
    connected.filter((one) => one.decision === decision).length;
  const probes = [...connected, ...away.map((one) => probeView(one, false, undefined))].sort(worstFirst);
  return {
    summary: {
      run: count('allow'),
      approve: count('queue'),
      deny: count('deny'),
      offline: away.length,
      unknown: ids.length - targets.length,
      total: ids.length,
    },
    command: commandOf(ask.words, [...here, ...away]),
    ...(refusal ? { refused: { code: refusal.code, message: refusal.message } } : {}),
    probes: probes.slice(0, SHOWN),
    truncated: probes.length > SHOWN,
  };
}

/** A freeze of one probe refuses the request for all of them, so none would run. */
function probeView(
  { directive, frozen, target }: CommandForeseen,
  connected: boolean,
  refusal: DomainError | undefined,
): ProbePreview {
  const { id, hostname } = target;
  const { decision, level, risk } = directive;
  const because = frozen?.message ?? (refusal && `${TOGETHER} ${refusal.message}`);
  const reasons = directive.reasons.map(({ text }) => text);
  return {
    ...{ probe_id: id, hostname, connected, level, risk },
    decision: because ? 'deny' : decision,
    reasons: because ? [because, ...reasons] : reasons,
  };
}

const TOGETHER = 'A request that a freeze holds in part is refused as a whole.';
