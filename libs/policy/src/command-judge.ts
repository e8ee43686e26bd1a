import { Injectable } from '@nestjs/common';
import { CommandPayload } from '@legator/contracts';
import type { CommandPayload as Command, Level } from '@legator/contracts';
import type { Tx, Verdict } from '@legator/core';
import { ProbesService } from '@legator/fleet';
import type { Target } from '@legator/fleet';
import { judgeArgv, judgeLine, loadReaders, planOf } from '@legator/shell';
import type { Judgement } from '@legator/shell';
import { decideByPolicy } from './decision/decision.js';
import type { DecisionFacts } from './decision/facts.js';
import { Surroundings } from './surroundings.service.js';

/** Judges command lines by what they would do and where: level, ceiling, policies, and what the client admits. */
@Injectable()
export class CommandJudge {
  constructor(
    private readonly probes: ProbesService,
    private readonly surroundings: Surroundings,
  ) {}

  /** One verdict per payload, in order. What waited for a probe that was deleted since is denied, so that it ends. */
  async judge(tx: Tx, payloads: readonly unknown[]): Promise<Verdict[]> {
    const commands = payloads.map((payload) => CommandPayload.parse(payload));
    const ids = [...new Set(commands.map(({ probe_id }) => probe_id))];
    const targets = await this.probes.targets(tx, { probeIds: ids });
    const around = await this.surroundings.of(tx, targets);
    const byId = new Map(targets.map((target) => [target.id, target]));
    const read = readOnce();
    const verdicts: Verdict[] = [];
    // One after the other: what is let run counts for those behind it.
    for (const command of commands) {
      const target = byId.get(command.probe_id);
      if (!target) {
        verdicts.push(GONE);
        continue;
      }
      const one = verdict(command, target, await read(command, target), around.at(target));
      if (one.decision === 'allow') around.letRun(target);
      verdicts.push(one);
    }
    return verdicts;
  }
}

/** Nobody asks anew for what is at no probe of the tenant: who names the host of a command is told before. */
const GONE: Verdict = {
  decision: 'deny',
  risk: 'low',
  level: 'observe',
  reasons: [{ code: 'probe_gone', text: 'There is no such probe any more.' }],
  rationale: {},
};

/** What was read, for a probe that runs lines by itself or for one that would give them to a shell. */
type Read = (command: Pick<Command, 'argv' | 'line'>, target: Pick<Target, 'lines'>) => Promise<Judgement>;

/** A fan-out is mostly one command on many probes: it is read once. */
export function readOnce(): Read {
  const read = new Map<string, Promise<Judgement>>();
  return (command, { lines = false }) => {
    const key = JSON.stringify([command.line ?? command.argv, lines]);
    const judgement = read.get(key) ?? understand(command, lines);
    read.set(key, judgement);
    return judgement;
  };
}

async function understand(
  { argv, line = '' }: Pick<Command, 'argv' | 'line'>,
  lines: boolean,
): Promise<Judgement> {
  await loadReaders();
  if (argv.length > 0) return judgeArgv(argv);
  return lines && planOf(line) ? judgeLine(line) : throughShell(judgeLine(line));
}

/** A line without a plan, or for a probe that makes none, is run by a shell, and that is never started without a person. */
function throughShell(judgement: Judgement): Judgement {
  const text = 'A shell would have to run this line; a person decides.';
  return {
    ...judgement,
    level: 'remediate',
    known: false,
    reasons: [{ rule: 'line.shell', words: [], text }, ...judgement.reasons],
  };
}

/** What the decision looks at beside the command and the probe. */
export type Around = Pick<DecisionFacts, 'policies' | 'now' | 'capacity' | 'counts'> & {
  /** What runs there without a person, where that is less than the probe's own by now. */
  readonly level?: Level;
  readonly sandboxed: boolean;
  readonly captures?: boolean;
  readonly revision?: number;
};

const NOTHING_AROUND: Around = {
  policies: [],
  now: new Date(0),
  capacity: {},
  counts: { probe: 0, tenant: 0, targets: 1 },
  sandboxed: false,
};

/** What policy makes of a judgement at one probe. Pure. */
export function verdict(
  command: Pick<Command, 'argv' | 'line' | 'timeout_ms' | 'level'>,
  target: Pick<Target, 'id' | 'hostname' | 'level' | 'ceiling' | 'protocol'>,
  judgement: Judgement,
  { sandboxed, captures, revision, level, ...around }: Around = NOTHING_AROUND,
): Verdict {
  const { argv, line, timeout_ms: timeoutMs, level: declaredLevel } = command;
  const { id, hostname, ceiling, protocol } = target;
  return decideByPolicy({
    ...around,
    judgement,
    command: { argv, line, timeoutMs, declaredLevel },
    target: { id, hostname, level: level ?? target.level, ceiling, protocol, sandboxed, captures, revision },
  });
}
