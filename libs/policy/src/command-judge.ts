import { Injectable } from '@nestjs/common';
import { CommandPayload } from '@legator/contracts';
import type { CommandPayload as Command } from '@legator/contracts';
import { DomainError } from '@legator/core';
import type { Tx, Verdict } from '@legator/core';
import { ProbesService } from '@legator/fleet';
import type { Target } from '@legator/fleet';
import { decide, judgeArgv, judgeReading, readLine } from '@legator/shell';
import type { Judgement } from '@legator/shell';

/** Judges command lines by what they would do and where: level, ceiling, and what the client admits. */
@Injectable()
export class CommandJudge {
  constructor(private readonly probes: ProbesService) {}

  /** One verdict per payload, in order. @throws `not_found` for a probe of another tenant, or none */
  async judge(tx: Tx, payloads: readonly unknown[]): Promise<Verdict[]> {
    const commands = payloads.map((payload) => CommandPayload.parse(payload));
    const ids = [...new Set(commands.map(({ probe_id }) => probe_id))];
    const targets = new Map(
      (await this.probes.targets(tx, { probeIds: ids })).map((target) => [target.id, target]),
    );
    // A fan-out is mostly one command on many probes: it is read once.
    const read = new Map<string, Promise<Judgement>>();
    return Promise.all(
      commands.map(async (command) => {
        const target = targets.get(command.probe_id);
        if (!target)
          throw new DomainError('not_found', 'not_found', `There is no probe ${command.probe_id}.`);
        const key = JSON.stringify(command.line ?? command.argv);
        const judgement = read.get(key) ?? understand(command);
        read.set(key, judgement);
        return verdict(command, target, await judgement);
      }),
    );
  }
}

async function understand({ argv, line }: Command): Promise<Judgement> {
  if (argv.length > 0) return judgeArgv(argv);
  return judgeReading(await readLine(line ?? ''), line ?? '');
}

/** What policy makes of a judgement at one probe. Pure. */
export function verdict(command: Command, target: Target, judgement: Judgement): Verdict {
  const upstream = target.ceiling === null;
  const decision = decide({
    judgement,
    declaredLevel: command.level,
    probeLevel: target.level,
    // An upstream probe takes no approval with a command, so what is above its level can never run there.
    ceiling: target.ceiling ?? target.level,
  });
  const beyondUpstream = upstream && command.argv.length === 0;
  const denied = beyondUpstream || (upstream && decision.verdict === 'queue');
  const reasons = denied ? [upstreamReason(beyondUpstream), ...decision.reasons] : decision.reasons;
  return {
    decision: denied ? 'deny' : decision.verdict,
    risk: judgement.risk,
    level: decision.required,
    reasons,
    rationale: {
      policy: 'builtin-v1',
      summary: reasons.map(({ text }) => text).join(' '),
      classification: {
        capability: judgement.level,
        signature_known: judgement.known,
        sensitive: judgement.sensitive,
      },
      target: {
        probe_id: target.id,
        level: target.level,
        ceiling: target.ceiling,
        protocol: target.protocol,
      },
      indicators: judgement.reasons.map(({ rule, words, text }) => ({
        name: rule,
        value: words.join(' '),
        message: text,
      })),
    },
  };
}

function upstreamReason(line: boolean) {
  return line
    ? { code: 'upstream.line', text: 'This probe takes one program with its arguments, no line for a shell.' }
    : {
        code: 'upstream.no_approval',
        text: 'This probe has no ceiling and takes no approvals, so what is above its level never runs there.',
      };
}
